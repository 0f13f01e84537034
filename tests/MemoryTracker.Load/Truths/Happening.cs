namespace MemoryTracker.Load.Truths;

/// <summary>
/// Something that the process wrote into its marker file: when it began and ended (the same for a moment), and the resident memory within it.
/// </summary>
public sealed record Happening(string Label, long From, long To, long RssBytes) : Truth;
