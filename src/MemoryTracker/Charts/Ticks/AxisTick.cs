namespace MemoryTracker.Charts.Ticks;

/// <summary>A place on an axis and what is written there.</summary>
/// <param name="Position">In the unit of the axis: bytes, percent, or nanoseconds since the recording began.</param>
/// <param name="Label">The text; lines are parted by <c>\n</c>.</param>
internal readonly record struct AxisTick(double Position, string Label);
