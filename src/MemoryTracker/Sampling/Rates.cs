using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Sampling;

/// <summary>What two readings of one process say about the time between them: pure functions, unknown is null.</summary>
public static class Rates
{
    /// <summary>CPU in percent of one core, rounded to a thousandth, which is what every output holds.</summary>
    public static double? CpuPercent(in Reading before, in Reading now)
    {
        long nanoseconds = now.At - before.At;
        return nanoseconds > 0 && now.CpuTime - before.CpuTime is { } used
            ? Math.Round(100.0 * used / nanoseconds, 3)
            : null;
    }

    /// <summary>CPU in user mode in percent of one core, rounded to a thousandth; the kernel tells it in ticks of 10 ms.</summary>
    public static double? UserPercent(in Reading before, in Reading now) => TickPercent(now.At - before.At, now.Stat?.UserTicks - before.Stat?.UserTicks);

    /// <summary>CPU in the kernel in percent of one core, rounded to a thousandth; the kernel tells it in ticks of 10 ms.</summary>
    public static double? SystemPercent(in Reading before, in Reading now) => TickPercent(now.At - before.At, now.Stat?.SystemTicks - before.Stat?.SystemTicks);

    /// <summary>Nanoseconds in seconds, cut to whole microseconds.</summary>
    public static double? Seconds(long? nanoseconds) => nanoseconds is { } time ? time / 1000 / 1e6 : null;

    /// <summary>
    /// The true peak of RSS between two readings in bytes, where the kernel's mark tells it: the mark was set back at the first of them, or it
    /// rose, and above both ends. Any other mark, also one that fell (exec, or somebody else's reset), says nothing about this interval. Nor does the mark of
    /// another program, which exec begins anew: told by its name, or by a mark below where the interval began.
    /// </summary>
    public static long? PeakBetween(in Reading before, in Reading now)
    {
        bool isOfAnotherProgram = (before.Command != default && now.Command != before.Command) || now.HighWater < before.Rss - ProcStatus.Roughness;
        return !isOfAnotherProgram && (now.IsMarkFresh || RoseAboveBothEnds(before, now)) ? now.HighWater : null;
    }

    private static double? TickPercent(long nanoseconds, long? ticks) => nanoseconds > 0 && ticks is { } used
        ? Math.Round(100 * used * ProcStat.ClockTick.TotalNanoseconds / nanoseconds, 3)
        : null;

    private static bool RoseAboveBothEnds(in Reading before, in Reading now) =>
        now.HighWater > before.HighWater && now.HighWater > before.Rss && now.HighWater > now.Rss;
}
