using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>A straight line in a chart that is no figure that was recorded, but what figures are held against: a limit, or the trend that was fitted to them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Metric">On whose axis it lies.</param>
/// <param name="Label">What is written at it; may hold anything.</param>
/// <param name="From">Where it begins, since the recording did.</param>
/// <param name="AtFrom">How high it lies there, in the metric's unit.</param>
/// <param name="To">Where it ends.</param>
/// <param name="AtTo">How high it lies there.</param>
public sealed record ChartGuide(ChartGuide.Meaning Kind, Metric Metric, string Label, TimeSpan From, double AtFrom, TimeSpan To, double AtTo)
{
    /// <summary>What guides are for.</summary>
    public enum Meaning
    {
        /// <summary>A level that was to be kept, or that the machine sets.</summary>
        Limit,

        /// <summary>A trend.</summary>
        Fit,
    }
}
