namespace MemoryTracker.Load.Truths;

/// <summary>Between two moments the resident memory was this and did not change.</summary>
public sealed record Plateau(long From, long To, long RssBytes) : Truth;
