namespace MemoryTracker.EndToEnd.Torture;

/// <summary>When a process was killed.</summary>
/// <param name="At">Just before.</param>
/// <param name="WaitedForCpu">How long its threads had been kept waiting for a CPU in all of their lives; null when nobody looked.</param>
internal sealed record Death(DateTime At, TimeSpan? WaitedForCpu);
