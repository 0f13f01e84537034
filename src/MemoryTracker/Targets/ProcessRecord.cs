using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>What is known of one process of a set, whether it was ever read or only told of by the kernel.</summary>
public sealed class ProcessRecord
{
    internal ProcessRecord()
    {
    }

    /// <summary>Which process it is; its start is 0 when it had gone before it could be read.</summary>
    public ProcessId Id { get; internal set; }

    /// <summary>Who its parent was when it was first seen.</summary>
    public int Parent { get; internal init; }

    /// <summary>Its command name as last known; empty when it had gone before anybody could ask.</summary>
    public CommandName Command { get; internal set; }

    /// <summary>When it was first seen, by CLOCK_BOOTTIME in nanoseconds: exact where the kernel tells of forks.</summary>
    public long FirstAt { get; internal init; }

    /// <summary>When it was last seen, by CLOCK_BOOTTIME in nanoseconds: its end, where the kernel tells of it.</summary>
    public long LastAt { get; internal set; }

    /// <summary>Whether it was still there when last looked at.</summary>
    public bool IsAlive { get; internal set; } = true;

    /// <summary>The highest RSS that is known of it in bytes; null when nothing is.</summary>
    public long? PeakRss { get; private set; }

    /// <summary>CPU time in nanoseconds that it used itself while it was recorded, without its children; null when it is unknown.</summary>
    public long? CpuTime { get; internal set; }

    /// <summary>How it ended; null while it has not, or when that is unknown.</summary>
    public ExitStatus? Exit { get; internal set; }

    /// <summary>Whether all that the kernel tells of it is of the time that was recorded: it began in it.</summary>
    internal bool IsBorn { get; init; } = true;

    /// <summary>Whether it was ever read; otherwise the kernel only told of it.</summary>
    internal bool WasRead { get; set; }

    /// <summary>Whether what it used is accounted for.</summary>
    internal bool IsSettled { get; set; }

    /// <summary>Whether the kernel has told of its end.</summary>
    internal bool IsToldToHaveEnded { get; set; }

    /// <summary>Takes what the kernel tells of it at its end.</summary>
    internal void Account(long? peakRss, long? cpuTime, CommandName command)
    {
        if (command != default)
            Command = command;
        if (!IsBorn)
            return;
        RaisePeak(peakRss);
        CpuTime = cpuTime ?? CpuTime;
    }

    /// <summary>Takes a figure of its RSS, or of a peak of it.</summary>
    internal void RaisePeak(long? bytes)
    {
        if (bytes is { } known && !(known <= PeakRss))
            PeakRss = known;
    }
}
