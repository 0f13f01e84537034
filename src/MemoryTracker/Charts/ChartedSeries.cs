using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>A metric in a chart.</summary>
/// <param name="Metric">Which it is; those of one unit share an axis.</param>
/// <param name="Series">
/// Its figures as they are drawn: of what counts up its growth a second over the interval that ends with each point, of a part of a stack the sum of it and
/// those below it, of all else the figures themselves.
/// </param>
public sealed record ChartedSeries(Metric Metric, Series Series)
{
    /// <summary>Of a metric that is read now and then only, the figure that was last known at each sample; null for the others.</summary>
    public Series? Held { get; init; }

    /// <summary>Whether it is a part of RSS that stands on the other parts.</summary>
    public bool IsStacked { get; init; }

    /// <summary>Of which of several recordings it is, where these are compared; null in the chart of one.</summary>
    internal ChartedRecording? Recording { get; init; }
}
