namespace MemoryTracker.Comparing;

/// <summary>A column of the table in which figures are compared.</summary>
/// <param name="Title">What stands above it; safe to show.</param>
/// <param name="Dispensable">How soon it gives way where there is no room: the higher, the sooner; 0 for never.</param>
/// <param name="Cell">What it says of a figure.</param>
internal sealed record ComparisonColumn(string Title, int Dispensable, Func<ComparedFigure, string> Cell);
