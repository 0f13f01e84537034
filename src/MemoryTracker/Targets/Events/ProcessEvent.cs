using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>Something that happened to a followed process, as the kernel told it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Pid">To which process.</param>
/// <param name="Parent">
/// Of one that was forked, its parent at that moment, which is not who forked it when that one asked for a sibling (CLONE_PARENT); 0 otherwise.
/// </param>
/// <param name="At">When, by CLOCK_BOOTTIME, in nanoseconds.</param>
/// <param name="Command">
/// Its name, read just after it was forked or had become another program (by then it may have gone on to the next one), or its last one when it is accounted;
/// empty when unknown: it was gone before it could be read, or nobody asked.
/// </param>
/// <param name="WaitStatus">Of one that has ended, how: a status as of wait(2). Null when unknown.</param>
/// <param name="PeakRss">
/// Of one that is accounted, the highest RSS in bytes of its last program. One that only vforked, and became no other program, shares its parent's memory and has
/// that one's peak. Like every RSS of a counter for each CPU it may be low by some hundred kB. Null when unknown.
/// </param>
/// <param name="CpuTime">
/// Of one that is accounted, its CPU time in nanoseconds, of all its threads and since it was made; without what giving its memory back at the end takes, and what
/// a thread has run since the kernel's last tick. Null when unknown.
/// </param>
internal readonly record struct ProcessEvent(
    ProcessEventKind Kind, int Pid, int Parent, long At, CommandName Command, int? WaitStatus, long? PeakRss, long? CpuTime);
