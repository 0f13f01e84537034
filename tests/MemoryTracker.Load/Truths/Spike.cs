namespace MemoryTracker.Load.Truths;

/// <summary>Between two moments the resident memory rose to this and fell again.</summary>
public sealed record Spike(long From, long To, long PeakRssBytes) : Truth;
