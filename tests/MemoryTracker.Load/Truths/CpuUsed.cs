namespace MemoryTracker.Load.Truths;

/// <summary>At this moment the process had used so much CPU time, all its threads together.</summary>
public sealed record CpuUsed(long At, long CpuNanoseconds) : Truth;
