namespace MemoryTracker.Targets;

/// <summary>A source that was asked for and cannot be read for this process.</summary>
/// <param name="Source">Which.</param>
/// <param name="Error">Why: the kernel's error number.</param>
/// <param name="Pid">Of which process.</param>
public readonly record struct UnreadableSource(RawSource Source, int Error, int Pid);
