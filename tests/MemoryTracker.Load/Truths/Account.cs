namespace MemoryTracker.Load.Truths;

/// <summary>
/// Between two moments the process did nothing, and this is what was true of it, by the columns of a recording. What only counts up counts from anywhere: two
/// accounts tell how much it was between them.
/// </summary>
public sealed record Account(long From, long To, IReadOnlyDictionary<string, double> Figures) : Truth;
