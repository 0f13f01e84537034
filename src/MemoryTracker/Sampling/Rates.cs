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

    /// <summary>
    /// The true peak of RSS between two readings in bytes, where the kernel's mark tells it: the mark was set back at the first of them, or it
    /// rose, and above both ends. Any other mark, also one that fell (exec, or somebody else's reset), says nothing about this interval.
    /// </summary>
    public static long? PeakBetween(in Reading before, in Reading now) => now.IsMarkFresh || RoseAboveBothEnds(before, now) ? now.HighWater : null;

    private static bool RoseAboveBothEnds(in Reading before, in Reading now) =>
        now.HighWater > before.HighWater && now.HighWater > before.Rss && now.HighWater > now.Rss;
}
