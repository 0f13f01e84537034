namespace MemoryTracker.Targets.Finding;

/// <summary>A process that has been found below another one. Numbers only: who they are is for the finder's caller to make sure.</summary>
/// <param name="Pid">Its PID.</param>
/// <param name="Parent">The PID of its parent.</param>
internal readonly record struct Child(int Pid, int Parent);
