using System.Collections.Immutable;

namespace MemoryTracker.Targets;

/// <summary>Where the kernel tells the raw numbers of a process: a file of /proc or a clock, with what it costs to ask and who may.</summary>
public sealed class RawSource
{
    private const string Everybody = "every user";
    private const string OwnerOnly = "the process's owner, root";

    private const string Folder = "/proc/PID/";

    private RawSource(string file, string cost, string readers, string kernel = "every Linux") =>
        (File, Cost, Readers, Kernel) = (file, cost, readers, kernel);

    /// <summary>The process's status, and its folder being there at all.</summary>
    public static RawSource Status { get; } = new("/proc/PID/status", "2 µs", Everybody);

    /// <summary>The lines of the same read that are only looked at when somebody asks.</summary>
    public static RawSource Memory { get; } = new("/proc/PID/status", "2 µs, the same read as that of RSS", Everybody, "Linux 4.5");

    /// <summary>The page tables, added up.</summary>
    public static RawSource SmapsRollup { get; } = new(
        "/proc/PID/smaps_rollup", "30 µs and 2 to 10 ms a GiB, under the process's memory lock: see --smaps-budget", OwnerOnly, "Linux 4.14 with CONFIG_PROC_PAGE_MONITOR");

    /// <summary>The process's CPU clock.</summary>
    public static RawSource CpuClock { get; } = new("the process's CPU clock (clock_getcpuclockid)", "0.1 µs", Everybody);

    /// <summary>Page faults and the two kinds of CPU time.</summary>
    public static RawSource Stat { get; } = new("/proc/PID/stat", "1 µs", Everybody);

    /// <summary>Descriptors that are taken.</summary>
    public static RawSource Descriptors { get; } = new("/proc/PID/fd", "0.5 µs", "every user; before Linux 6.2 the process's owner, root");

    /// <summary>Bytes read and written.</summary>
    public static RawSource Io { get; } = new("/proc/PID/io", "0.5 µs", OwnerOnly, "Linux with CONFIG_TASK_IO_ACCOUNTING");

    /// <summary>Each thread's own status.</summary>
    public static RawSource Tasks { get; } = new("/proc/PID/task/TID/status", "4 µs a thread", Everybody);

    /// <summary>How likely the kernel is to choose the process when memory runs out.</summary>
    public static RawSource OomScore { get; } = new("/proc/PID/oom_score", "0.5 µs", Everybody);

    /// <summary>All of them.</summary>
    public static ImmutableArray<RawSource> All { get; } = [Status, Memory, SmapsRollup, CpuClock, Stat, Descriptors, Io, Tasks, OomScore];

    /// <summary>The file, or what else is asked.</summary>
    public string File { get; }

    /// <summary>What it is headed by in a list: the file, told apart where two sources are of one.</summary>
    public string Title => this == Memory ? $"{File}, further lines" : File;

    /// <summary>The file's name within the process's folder, or a short one for what else is asked.</summary>
    internal string Name => File.StartsWith(Folder, StringComparison.Ordinal) ? File[Folder.Length..] : "CPU clock";

    /// <summary>Whether a descriptor of its own is held for it, beside those of the process's status and folder.</summary>
    internal bool TakesDescriptor => this != Status && this != Memory && this != CpuClock && this != SmapsRollup;

    /// <summary>What one reading of an ordinary process costs.</summary>
    public string Cost { get; }

    /// <summary>Who may read it of whose processes; hidepid and security modules may forbid more.</summary>
    public string Readers { get; }

    /// <summary>Which kernels have it.</summary>
    public string Kernel { get; }
}
