using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>
/// Ticks from the start of the recording, or from another moment: <c>0</c>, <c>250 ms</c>, <c>10 s</c>, <c>0:30</c>, <c>2 min</c>, <c>1 d 6 h</c>, and <c>-10 s</c> before it.
/// </summary>
internal sealed class ElapsedTicks(ChartZero? zero = null) : ITimeTicks
{
    private readonly long _zero = (long)(zero?.At ?? TimeSpan.Zero).TotalNanoseconds;
    private readonly string _title = zero?.Title ?? "Elapsed time";

    public string Title(long to, long step) => (ReadsAsClock(Farthest(to), step), Farthest(to) >= TimeSteps.Hour) switch
    {
        (true, true) => $"{_title} (h:mm:ss)",
        (true, false) => $"{_title} (m:ss)",
        _ => _title,
    };

    public IEnumerable<AxisTick> Between(long from, long to, long step)
    {
        // The zero is a multiple of every step on a scale that begins so far before it, but not after the range does.
        long origin = (step - (_zero % step)) % step;
        return TimeSteps.Within(from, to, step, origin).Select(time => new AxisTick(time, Signed(time - _zero, Farthest(to), step)));
    }

    /// <summary>All labels of an axis read alike, on both sides of its zero.</summary>
    private long Farthest(long to) => Math.Max(to - _zero, _zero);

    private static string Signed(long time, long farthest, long step) => (time < 0 ? "-" : "") + Label(Math.Abs(time), farthest, step);

    private static string Label(long time, long to, long step)
    {
        if (time == 0) return "0";
        if (ReadsAsClock(to, step)) return Clock(time, to, step);
        return to < TimeSteps.Minute ? Decimal(time) : Compound(time);
    }

    /// <summary>Beyond a minute, steps that are not whole minutes read best as on a stop watch.</summary>
    private static bool ReadsAsClock(long to, long step) => to >= TimeSteps.Minute && step % TimeSteps.Minute != 0;

    private static string Decimal(long time)
    {
        (long unit, string name) = time switch
        {
            < TimeSteps.Microsecond => (1, "ns"),
            < TimeSteps.Millisecond => (TimeSteps.Microsecond, "µs"),
            < TimeSteps.Second => (TimeSteps.Millisecond, "ms"),
            _ => (TimeSteps.Second, "s"),
        };
        return ((decimal)time / unit).ToString("0.#########", CultureInfo.InvariantCulture) + " " + name;
    }

    private static string Clock(long time, long to, long step)
    {
        string seconds = TimeText.Seconds(time % TimeSteps.Minute, step);
        long minutes = time / TimeSteps.Minute;
        return to < TimeSteps.Hour
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}:{seconds}");
    }

    private static string Compound(long time)
    {
        IEnumerable<string> parts = new (long Count, string Unit)[]
        {
            (time / TimeSteps.Day, "d"),
            (time % TimeSteps.Day / TimeSteps.Hour, "h"),
            (time % TimeSteps.Hour / TimeSteps.Minute, "min"),
        }
        .Where(part => part.Count > 0)
        .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}"));
        return string.Join(' ', parts);
    }
}
