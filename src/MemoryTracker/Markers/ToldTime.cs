namespace MemoryTracker.Markers;

/// <summary>A time and how it was told.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">How: a line of text tells its end only in the way in which it told its time.</param>
internal readonly record struct ToldTime(MarkerTime Time, TimeKind Kind);
