using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>
/// How a process that we waited for ended, and what wait4(2) says of it: of all its threads, and of all descendants that it waited for itself.
/// </summary>
public readonly record struct CommandEnd
{
    private const int CoreBit = 0x80;
    private const int SignalBase = 128;

    internal CommandEnd(int status, in LibC.ResourceUsage usage, long? peakFloor)
    {
        Exit = ExitStatus.FromWait(status);
        DumpedCore = Signal is not null && (status & CoreBit) != 0;
        UserCpu = usage.UserTime;
        SystemCpu = usage.SystemTime;
        PeakRss = usage.PeakRss * 1024 is var peak && peak > peakFloor ? peak : null;
        MinorFaults = usage.MinorFaults;
        MajorFaults = usage.MajorFaults;
    }

    /// <summary>What it exited with, 0 to 255; null when a signal killed it.</summary>
    public int? ExitCode => Exit.Code;

    /// <summary>The number of the signal that killed it; null when it exited.</summary>
    public int? Signal => Exit.Signal;

    /// <summary>The signal's name, such as <c>SIGKILL</c>; null when it exited.</summary>
    public string? SignalName => Exit.SignalName;

    /// <summary>Whether the kernel wrote a core dump.</summary>
    public bool DumpedCore { get; }

    /// <summary>CPU time in user mode.</summary>
    public TimeSpan UserCpu { get; }

    /// <summary>CPU time in the kernel.</summary>
    public TimeSpan SystemCpu { get; }

    /// <summary>
    /// The highest RSS in bytes of the largest single process among it and the descendants that it waited for (ru_maxrss). It survives exec, so that what was our own before
    /// the command's program was loaded counts as the command's: null when it is not above that, and when the kernel says 0.
    /// </summary>
    public long? PeakRss { get; }

    /// <summary>Page faults that needed no storage.</summary>
    public long MinorFaults { get; }

    /// <summary>Page faults that had to read from storage.</summary>
    public long MajorFaults { get; }

    /// <summary>The code that passes this end on to whoever started us, as a shell does: its own, or 128 and the signal's number.</summary>
    public int PassedOnCode => ExitCode ?? (SignalBase + Signal.GetValueOrDefault());

    /// <summary>What it exited with, or what killed it.</summary>
    internal ExitStatus Exit { get; }
}
