namespace MemoryTracker.Markers.Lines;

/// <summary>A moment as a marker file told it, on the clock of whoever wrote it.</summary>
/// <param name="Clock">Which clock.</param>
/// <param name="Nanoseconds">What it showed.</param>
internal readonly record struct MarkerTime(MarkerClock Clock, long Nanoseconds);
