namespace MemoryTracker.Recordings.Replay;

/// <summary>The interval of a recording of which nobody told it, concluded from the times of its first samples.</summary>
internal static class LikelyInterval
{
    private const int FewestSamples = 4;
    private const int MostDigits = 3;
    private const double Regular = 0.9;
    private const double Late = 0.25;

    /// <summary>
    /// The roundest length of time, of at most three digits, at whose multiples nearly all samples were taken, or shortly after; zero when there is none, as of samples that were taken
    /// as often as possible. Samples are taken at or after their ticks, which count from 0.
    /// </summary>
    /// <param name="elapsed">When samples were taken, in microseconds since the recording's start, in the order of time.</param>
    public static TimeSpan Of(IReadOnlyList<long> elapsed)
    {
        if (elapsed.Count < FewestSamples)
            return TimeSpan.Zero;
        List<long> steps = [.. elapsed.Skip(1).Select((now, before) => now - elapsed[before]).Order()];
        long typical = steps[steps.Count / 2];
        for (int digits = 1; digits <= MostDigits; digits++)
        {
            long round = Rounded(typical, digits);
            if (round > 0 && Fits(elapsed, steps, round))
                return TimeSpan.FromTicks(round * TimeSpan.TicksPerMicrosecond);
        }

        return TimeSpan.Zero;
    }

    private static bool Fits(IReadOnlyList<long> elapsed, List<long> steps, long interval) =>
        // The last sample may lie anywhere: there the recording ended.
        elapsed.Count(moment => moment % interval < interval * Late) >= (elapsed.Count - 1) * Regular
        && steps.Count(step => step > interval / 2 && step < interval * 3 / 2) >= steps.Count / 2;

    private static long Rounded(long value, int digits)
    {
        long unit = 1;
        while (value / unit >= Math.Pow(10, digits))
            unit *= 10;
        return (value + (unit / 2)) / unit * unit;
    }
}
