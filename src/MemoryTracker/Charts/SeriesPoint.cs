namespace MemoryTracker.Charts;

/// <summary>One point that a <see cref="Series"/> kept.</summary>
/// <param name="ElapsedNanoseconds">When it was measured, since the recording began.</param>
/// <param name="Value">The figure, in the unit of its series; always a number.</param>
/// <param name="SinceNanoseconds">
/// Where the interval that ends with this point began: at the point before it, or after a gap at the unknown figure that made the gap.
/// Equal to <paramref name="ElapsedNanoseconds"/> when nothing is known of it.
/// </param>
/// <param name="IsJoined">Whether a line may lead here from the point before; false after a gap and for the first point.</param>
public readonly record struct SeriesPoint(long ElapsedNanoseconds, double Value, long SinceNanoseconds, bool IsJoined);
