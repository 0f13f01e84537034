using MemoryTracker.Metrics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Limits;

/// <summary>What can be said of all figures of a metric together, by the word that an assertion has for it.</summary>
/// <param name="Name">The word.</param>
/// <param name="IsOfCounters">Whether it is said of what counts up, and of nothing else.</param>
/// <param name="Of">The figure.</param>
internal sealed record MetricStatistic(string Name, bool IsOfCounters, Func<Summary, Metric, double> Of)
{
    /// <summary>The greatest of all figures.</summary>
    public static MetricStatistic Max { get; } = new("max", false, static (summary, metric) => summary[metric].Max);

    /// <summary>The least of all figures.</summary>
    public static MetricStatistic Min { get; } = new("min", false, static (summary, metric) => summary[metric].Min);

    /// <summary>How much was counted.</summary>
    public static MetricStatistic Total { get; } = new("total", true, static (summary, metric) => summary.Total(metric));

    /// <summary>How much was counted a second.</summary>
    public static MetricStatistic Rate { get; } = new("rate", true, static (summary, metric) => summary.PerSecond(metric));

    /// <summary>All of them but percentiles.</summary>
    public static IReadOnlyList<MetricStatistic> All { get; } =
    [
        new("mean", false, static (summary, metric) => summary.Mean(metric)),
        new("median", false, static (summary, metric) => summary[metric].Quantile(0.5)),
        Min,
        Max,
        new("std", false, static (summary, metric) => summary[metric].StandardDeviation),
        new("first", false, static (summary, metric) => summary[metric].First),
        new("last", false, static (summary, metric) => summary[metric].Last),
        Total,
        Rate,
    ];

    /// <summary>A percentile.</summary>
    /// <param name="share">From 0 to 1: 0.99 is p99.</param>
    public static MetricStatistic Percentile(double share) =>
        new(FormattableString.Invariant($"p{Math.Round(share * 100, 9)}"), false, (summary, metric) => summary[metric].Quantile(share));

    /// <summary>The words for what is said of a metric of that kind, for messages.</summary>
    public static string Names(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "total, rate",
        MetricKind.Moment => "mean, median, min, max, std, first, last, growth, p99 and the like",
        _ => "mean, median, min, max, std, first, last, p99 and the like",
    };
}
