namespace MemoryTracker.Charts;

/// <summary>The one moment that is kept of a stretch of time in a <see cref="ProcessStack"/>.</summary>
/// <param name="ElapsedNanoseconds">When it was, since the recording began.</param>
/// <param name="Total">The RSS of all processes together in bytes, as it was sampled.</param>
/// <param name="IsJoined">Whether the time since the moment before is known; false after a gap and for the first one.</param>
internal readonly record struct StackMoment(long ElapsedNanoseconds, double Total, bool IsJoined);
