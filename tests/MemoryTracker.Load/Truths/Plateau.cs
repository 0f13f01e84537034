namespace MemoryTracker.Load.Truths;

/// <summary>Between two moments the resident memory was this and did not change: of one process, or summed over those of a tree.</summary>
public sealed record Plateau(long From, long To, long RssBytes, int Processes = 1) : Truth;
