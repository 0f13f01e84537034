namespace MemoryTracker.Load.Truths;

/// <summary>The process has started and waits for the word to begin.</summary>
public sealed record Ready(int Pid) : Truth;
