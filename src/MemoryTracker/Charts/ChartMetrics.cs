using System.Collections.Immutable;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>Which metrics a chart shows, and how.</summary>
public static class ChartMetrics
{
    /// <summary>The parts of RSS in the order in which they stand on each other, from below.</summary>
    internal static ImmutableArray<Metric> Parts { get; } = [Metric.Anon, Metric.File, Metric.Shmem];

    /// <summary>What is charted when nobody says: RSS, its peaks, its parts where all are recorded, and CPU; everything where none of these is recorded. Limits are drawn over what they are of.</summary>
    /// <param name="recorded">What is recorded.</param>
    /// <param name="limited">What limits are of.</param>
    public static IEnumerable<Metric> Usual(MetricSet recorded, params IEnumerable<Metric> limited)
    {
        Metric[] usual = [Metric.Rss, Metric.PeakRss, .. AreStacked(recorded.InOrder) ? Parts : [], Metric.Cpu];
        Metric[] known = [.. usual.Where(recorded.Contains)];
        return known.Length > 0 ? known.Union(limited.Where(recorded.Contains)) : recorded.InOrder;
    }

    /// <summary>What is charted when somebody says: RSS is so with its peaks, where these are recorded.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="recorded">What is recorded.</param>
    public static IReadOnlyList<Metric> WithPeaks(IReadOnlyList<Metric> asked, MetricSet recorded) =>
        asked.Contains(Metric.Rss) && recorded.Contains(Metric.PeakRss) && !asked.Contains(Metric.PeakRss) ? [.. asked, Metric.PeakRss] : asked;

    /// <summary>Whether the parts of RSS stand on each other: where all of them are there, and what they sum to.</summary>
    internal static bool AreStacked(IEnumerable<Metric> metrics) => !Parts.Add(Metric.Rss).Except(metrics).Any();

    /// <summary>Whether a metric is drawn as its growth a second. CPU time is not: its growth is what CPU tells, and over times that are long enough.</summary>
    internal static bool IsRate(Metric metric) => metric.Kind == MetricKind.Counter && metric.Unit != Unit.Seconds;
}
