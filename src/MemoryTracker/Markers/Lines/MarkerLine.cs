namespace MemoryTracker.Markers.Lines;

/// <summary>What became of one line: a mark, or a problem in words, or neither for a line that is none of our business (blank, a comment, a header).</summary>
/// <param name="Mark">What it tells; null when it tells nothing.</param>
/// <param name="Problem">Why it could not be understood, such as <c>has a time but no label</c>; safe to show.</param>
internal readonly record struct MarkerLine(Mark? Mark, string? Problem);
