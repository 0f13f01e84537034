using ScottPlot;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The line of a series in a plot.</summary>
/// <param name="Points">Its points, in the order of time.</param>
/// <param name="IsStepped">Whether each figure is level over the interval that it ends, or a straight line leads from one moment to the next.</param>
/// <param name="Axes">The axes of the plot, whose data area is known.</param>
internal sealed record SeriesLine(IEnumerable<SeriesPoint> Points, bool IsStepped, IAxes Axes);
