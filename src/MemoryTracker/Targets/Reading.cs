using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// The raw numbers of one process at one moment, as the kernel gave them. Null is unknown. What is derived from two of them is
/// a <see cref="Metrics.Figures"/>: the two never mix.
/// </summary>
public struct Reading
{
    /// <summary>Of a process that is just beginning: it has used nothing yet.</summary>
    internal static Reading Zero { get; } = MakeZero();

    /// <summary>When it was read, by CLOCK_BOOTTIME, in nanoseconds.</summary>
    public long At;

    /// <summary>When that was by the clock on the wall, in nanoseconds since 1970-01-01 UTC.</summary>
    public long Realtime;

    /// <summary>The process's command name at that moment.</summary>
    public CommandName Command;

    /// <summary>Resident set size in bytes. Source: VmRSS of /proc/PID/status.</summary>
    public long? Rss;

    /// <summary>The kernel's high-water mark of RSS in bytes. Source: VmHWM of /proc/PID/status.</summary>
    public long? HighWater;

    /// <summary>
    /// Whether the mark was set back right after the reading before, so that it tells of exactly the time between the two.
    /// </summary>
    public bool IsMarkFresh;

    /// <summary>CPU time of the whole process in nanoseconds since it started. Source: its CPU clock.</summary>
    public long? CpuTime;

    /// <summary>Whether it is just ending: it has given its memory back, and is not gone yet.</summary>
    internal bool IsEnding;

    /// <summary>How many processes this is the reading of: 1 while the process lives, unknown once it has ended.</summary>
    public long? Processes;

    /// <summary>What else status tells of memory; everything unknown where nobody asked. Source: /proc/PID/status.</summary>
    internal ProcMemory Memory;

    /// <summary>The process's page tables added up; unknown in most readings. Source: /proc/PID/smaps_rollup.</summary>
    internal SmapsRollup? Smaps;

    /// <summary>Faults and the two kinds of CPU time since the process started. Source: /proc/PID/stat.</summary>
    internal ProcStat? Stat;

    /// <summary>Bytes read and written since the process started. Source: /proc/PID/io.</summary>
    internal ProcIo? Io;

    /// <summary>Context switches of all threads that were seen. Source: /proc/PID/task/TID/status.</summary>
    internal ContextSwitches? Switches;

    /// <summary>Descriptors that are taken. Source: /proc/PID/fd.</summary>
    internal long? Descriptors;

    /// <summary>The kernel's score for the case that memory runs out. Source: /proc/PID/oom_score.</summary>
    internal long? OomScore;

    private static Reading MakeZero()
    {
        Reading zero = default;
        Counters.Zero.PutInto(ref zero);
        return zero;
    }
}
