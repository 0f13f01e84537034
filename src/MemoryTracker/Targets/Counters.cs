using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>What has been used up so far and only grows, by a process or by several together. Null is unknown, also in sums with it.</summary>
internal readonly record struct Counters
{
    /// <summary>Nothing yet.</summary>
    public static readonly Counters Zero = new()
    {
        Cpu = 0,
        UserTicks = 0,
        SystemTicks = 0,
        MinorFaults = 0,
        MajorFaults = 0,
        Io = new ProcIo { ReadBytes = 0, WriteBytes = 0, ReadChars = 0, WrittenChars = 0 },
        VoluntarySwitches = 0,
        InvoluntarySwitches = 0,
    };

    /// <summary>CPU time in nanoseconds.</summary>
    public long? Cpu { get; init; }

    /// <summary>CPU time in user mode, in ticks of <see cref="ProcStat.ClockTick"/>.</summary>
    public long? UserTicks { get; init; }

    /// <summary>CPU time in the kernel, in the same ticks.</summary>
    public long? SystemTicks { get; init; }

    /// <summary>Page faults that needed nothing from storage.</summary>
    public long? MinorFaults { get; init; }

    /// <summary>Page faults that had to wait for storage.</summary>
    public long? MajorFaults { get; init; }

    /// <summary>Bytes read and written. The kernel adds those of waited-for children to the process itself.</summary>
    public ProcIo Io { get; init; }

    /// <summary>Switches because a thread had to wait. They are never passed on to the parent.</summary>
    public long? VoluntarySwitches { get; init; }

    /// <summary>Switches because another thread was to run.</summary>
    public long? InvoluntarySwitches { get; init; }

    /// <summary>Those of a reading.</summary>
    /// <param name="reading">What was read of one process.</param>
    /// <param name="withChildren">Whether what the process got from children that it waited for counts as its own.</param>
    public static Counters Of(in Reading reading, bool withChildren)
    {
        ProcStat? stat = reading.Stat;
        int share = withChildren ? 1 : 0;
        return new Counters
        {
            Cpu = withChildren ? reading.CpuTime + OfChildren(stat) : reading.CpuTime,
            UserTicks = stat?.UserTicks + (share * stat?.ChildUserTicks),
            SystemTicks = stat?.SystemTicks + (share * stat?.ChildSystemTicks),
            MinorFaults = stat?.MinorFaults + (share * stat?.ChildMinorFaults),
            MajorFaults = stat?.MajorFaults + (share * stat?.ChildMajorFaults),
            Io = reading.Io ?? default,
            VoluntarySwitches = reading.Switches?.Voluntary,
            InvoluntarySwitches = reading.Switches?.Involuntary,
        };
    }

    /// <summary>Those that wait4(2) tells of a process that has ended, its children's included; the others are taken from what was read last.</summary>
    public static Counters Of(in CommandEnd end, in Counters last) => last with
    {
        Cpu = (long)(end.UserCpu + end.SystemCpu).TotalNanoseconds,
        UserTicks = (long)(end.UserCpu / ProcStat.ClockTick),
        SystemTicks = (long)(end.SystemCpu / ProcStat.ClockTick),
        MinorFaults = end.MinorFaults,
        MajorFaults = end.MajorFaults,
    };

    /// <summary>CPU time in nanoseconds that a process got from children that it waited for; the kernel tells it in whole ticks of 10 ms.</summary>
    public static long? OfChildren(ProcStat? stat) => (stat?.ChildUserTicks + stat?.ChildSystemTicks) * (long)ProcStat.ClockTick.TotalNanoseconds;

    public static Counters operator +(in Counters left, in Counters right) => new()
    {
        Cpu = left.Cpu + right.Cpu,
        UserTicks = left.UserTicks + right.UserTicks,
        SystemTicks = left.SystemTicks + right.SystemTicks,
        MinorFaults = left.MinorFaults + right.MinorFaults,
        MajorFaults = left.MajorFaults + right.MajorFaults,
        Io = left.Io + right.Io,
        VoluntarySwitches = left.VoluntarySwitches + right.VoluntarySwitches,
        InvoluntarySwitches = left.InvoluntarySwitches + right.InvoluntarySwitches,
    };

    public static Counters operator -(in Counters left, in Counters right) => new()
    {
        Cpu = left.Cpu - right.Cpu,
        UserTicks = left.UserTicks - right.UserTicks,
        SystemTicks = left.SystemTicks - right.SystemTicks,
        MinorFaults = left.MinorFaults - right.MinorFaults,
        MajorFaults = left.MajorFaults - right.MajorFaults,
        Io = left.Io - right.Io,
        VoluntarySwitches = left.VoluntarySwitches - right.VoluntarySwitches,
        InvoluntarySwitches = left.InvoluntarySwitches - right.InvoluntarySwitches,
    };

    /// <summary>These, and where they are unknown those.</summary>
    public Counters Or(in Counters those) => new()
    {
        Cpu = Cpu ?? those.Cpu,
        UserTicks = UserTicks ?? those.UserTicks,
        SystemTicks = SystemTicks ?? those.SystemTicks,
        MinorFaults = MinorFaults ?? those.MinorFaults,
        MajorFaults = MajorFaults ?? those.MajorFaults,
        Io = Io.Or(those.Io),
        VoluntarySwitches = VoluntarySwitches ?? those.VoluntarySwitches,
        InvoluntarySwitches = InvoluntarySwitches ?? those.InvoluntarySwitches,
    };

    /// <summary>The higher of each; where these are unknown they stay it.</summary>
    public Counters AtLeast(in Counters those) => new()
    {
        Cpu = Higher(Cpu, those.Cpu),
        UserTicks = Higher(UserTicks, those.UserTicks),
        SystemTicks = Higher(SystemTicks, those.SystemTicks),
        MinorFaults = Higher(MinorFaults, those.MinorFaults),
        MajorFaults = Higher(MajorFaults, those.MajorFaults),
        Io = new ProcIo
        {
            ReadBytes = Higher(Io.ReadBytes, those.Io.ReadBytes),
            WriteBytes = Higher(Io.WriteBytes, those.Io.WriteBytes),
            ReadChars = Higher(Io.ReadChars, those.Io.ReadChars),
            WrittenChars = Higher(Io.WrittenChars, those.Io.WrittenChars),
        },
        VoluntarySwitches = Higher(VoluntarySwitches, those.VoluntarySwitches),
        InvoluntarySwitches = Higher(InvoluntarySwitches, those.InvoluntarySwitches),
    };

    /// <summary>What of these the parent does not get when it waits for the process: the rest must not be counted again.</summary>
    /// <param name="withChildren">Whether the parent's own figures are those with its children.</param>
    public Counters NotPassedOn(bool withChildren) => withChildren
        ? Zero with { VoluntarySwitches = VoluntarySwitches, InvoluntarySwitches = InvoluntarySwitches }
        : this with { Io = Zero.Io };

    /// <summary>Puts them into a reading that is to be of several processes.</summary>
    public void PutInto(ref Reading reading)
    {
        reading.CpuTime = Cpu;
        reading.Io = Io;
        reading.Stat = UserTicks is { } user && SystemTicks is { } system && MinorFaults is { } minor && MajorFaults is { } major
            ? new ProcStat { UserTicks = user, SystemTicks = system, MinorFaults = minor, MajorFaults = major }
            : null;
        reading.Switches = VoluntarySwitches is { } waits && InvoluntarySwitches is { } pushes ? new ContextSwitches(waits, pushes) : null;
    }

    private static long? Higher(long? value, long? least) => value < least ? least : value;
}
