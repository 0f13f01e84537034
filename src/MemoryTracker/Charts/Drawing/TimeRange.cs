using MemoryTracker.Charts.Ticks;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The stretch of time a chart shows, in nanoseconds since the recording began; never empty.</summary>
internal readonly record struct TimeRange(long From, long To)
{
    /// <summary>More than a century: longer ones come from damaged files, and their ticks could not be counted in nanoseconds.</summary>
    private const long Longest = 40_000 * TimeSteps.Day;

    /// <summary>All intervals and moments of any series, and the whole length of the recording. It begins at 0 unless that would waste half of the width.</summary>
    public static TimeRange Of(ChartContent content)
    {
        Series[] series = [.. content.Series.Select(charted => charted.Series).Where(series => series.Count > 0)];
        long first = series.Select(one => one.Points.First().SinceNanoseconds).DefaultIfEmpty(0).Min();
        long last = series.Select(one => one.LastNanoseconds).Append((long)content.Elapsed.TotalNanoseconds).Max();
        bool outOfRange = last > Longest || DateTime.MaxValue - content.Start.DateTime < TimeSpan.FromDays(last / TimeSteps.Day + 1);
        if (outOfRange) throw new ChartException("The recording cannot be drawn: it is longer than a century, or ends after the year 9999.");

        long from = content.From > TimeSpan.Zero ? (long)content.From.TotalNanoseconds
            : first < TimeSteps.Second || first < last / 2 ? 0 : first;
        return new TimeRange(from, last > from ? last : from + TimeSteps.Second);
    }
}
