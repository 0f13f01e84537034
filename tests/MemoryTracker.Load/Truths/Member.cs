namespace MemoryTracker.Load.Truths;

/// <summary>
/// A process of a tree as it found itself: its resident memory when it last looked (0 when it never did), its CPU time right before its end, and the exit
/// code it then gave. The parent is the process that forked it, whoever adopted it later.
/// </summary>
public sealed record Member(int Pid, int Parent, long RssBytes, long CpuNanoseconds, int ExitCode) : Truth;
