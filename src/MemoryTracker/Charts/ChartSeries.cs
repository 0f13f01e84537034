using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>Keeps of a recording what its chart needs, in bounded memory, as the samples come.</summary>
public sealed class ChartSeries : ISampleSink
{
    private readonly SeriesFeed[] _feeds;

    /// <param name="interval">The interval of the recording; zero when it has none.</param>
    /// <param name="metrics">What the chart shows, in any order.</param>
    public ChartSeries(TimeSpan interval, params IEnumerable<Metric> metrics)
    {
        long span = Math.Max(1, (long)interval.TotalNanoseconds);
        Metric[] shown = [.. metrics.Distinct().OrderBy(metric => metric.Index)];
        bool areStacked = ChartMetrics.AreStacked(shown);
        _feeds = [.. shown.Select(metric => new SeriesFeed(metric, areStacked && ChartMetrics.Parts.Contains(metric), span))];
        All = [.. _feeds.Select(feed => feed.Charted)];
        Processes = shown.Contains(Metric.Rss) && !areStacked ? new ProcessStack(span) : null;
    }

    private ChartSeries(ChartSeries other)
    {
        _feeds = [];
        All = [.. other.All.Select(one => one with { Series = one.Series.Copy(), Held = one.Held?.Copy() })];
        Processes = other.Processes?.Copy();
    }

    /// <summary>What it has kept of each metric, in the order of the table.</summary>
    public IReadOnlyList<ChartedSeries> All { get; }

    /// <summary>What it has kept of the processes that the total RSS is of; null where RSS is not charted, or is divided into its parts.</summary>
    public ProcessStack? Processes { get; }

    /// <summary>What it has kept until now, to be drawn while it goes on.</summary>
    public ChartSeries Copy() => new(this);

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        foreach (SeriesFeed feed in _feeds)
            feed.Add(sample);
        Processes?.Add(sample);
    }
}
