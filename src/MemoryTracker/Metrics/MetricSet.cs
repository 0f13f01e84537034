using System.Collections.Immutable;
using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Which metrics are recorded, in the order of the table.</summary>
public sealed class MetricSet
{
    private readonly bool[] _isChosen = new bool[Metric.All.Length];

    /// <summary>Those metrics, however often each is named. With PSS comes the RSS of the same reading, the only one that it may be put beside.</summary>
    public MetricSet(params IEnumerable<Metric> metrics)
    {
        foreach (Metric metric in metrics)
            _isChosen[metric.Index] = true;
        _isChosen[Metric.SmapsRss.Index] |= Contains(Metric.Pss);
        InOrder = [.. Metric.All.Where(Contains)];
        Sources = [.. InOrder.Select(metric => metric.From).Distinct()];
    }

    /// <summary>What is recorded when nobody says: RSS, its peaks and CPU.</summary>
    public static MetricSet Default { get; } = new(Metric.Rss, Metric.PeakRss, Metric.Cpu);

    /// <summary>The same of several processes: also how many there are.</summary>
    public static MetricSet DefaultOfSet { get; } = new(Metric.Rss, Metric.PeakRss, Metric.Cpu, Metric.Processes);

    /// <summary>RSS, its peaks, and the parts that it is the sum of.</summary>
    public static MetricSet Memory { get; } = new(Metric.Rss, Metric.PeakRss, Metric.Anon, Metric.File, Metric.Shmem);

    /// <summary>Every metric there is.</summary>
    public static MetricSet All { get; } = new(Metric.All);

    /// <summary>The metrics, as the table has them.</summary>
    public ImmutableArray<Metric> InOrder { get; }

    /// <summary>What must be read for them.</summary>
    public ImmutableArray<RawSource> Sources { get; }

    /// <summary>These and further ones.</summary>
    internal MetricSet With(params IReadOnlyList<Metric> further) => further.All(Contains) ? this : new MetricSet([.. InOrder, .. further]);

    /// <summary>Whether a metric is one of them.</summary>
    public bool Contains(Metric metric) => _isChosen[metric.Index];
}
