namespace MemoryTracker.Targets;

/// <summary>One process for good: the kernel hands a PID out again, but never with the same start.</summary>
/// <param name="Pid">The process's number in our PID namespace.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot (field 22 of /proc/PID/stat).</param>
public readonly record struct ProcessId(int Pid, ulong StartTicks);
