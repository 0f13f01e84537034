using MemoryTracker.Charts;
using MemoryTracker.Metrics;

namespace MemoryTracker.Reports;

/// <summary>What is kept of each metric when there are more samples than a page can hold: points as they are drawn, among them every extreme, in bounded memory.</summary>
/// <param name="interval">The interval of the recording; zero when it has none.</param>
/// <param name="metrics">What is recorded.</param>
internal sealed class ReducedSeries(TimeSpan interval, MetricSet metrics) : ISampleSink
{
    private readonly SeriesFeed[] _feeds =
        [.. metrics.InOrder.Select(metric => new SeriesFeed(metric, isStacked: false, Math.Max(1, (long)interval.TotalNanoseconds)))];

    /// <summary>The metrics of which something is known, in the order of the table.</summary>
    public IEnumerable<Metric> Known => _feeds.Where(feed => feed.Charted.Series.Count > 0).Select(feed => feed.Charted.Metric);

    public void Add(Sample sample)
    {
        foreach (SeriesFeed feed in _feeds)
            feed.Add(sample);
    }

    /// <summary>What is drawn of a metric.</summary>
    public Series Of(Metric metric)
    {
        ChartedSeries charted = _feeds.Single(feed => feed.Charted.Metric == metric).Charted;
        return charted.Held ?? charted.Series;
    }
}
