using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks from the start of the recording: <c>0</c>, <c>250 ms</c>, <c>10 s</c>, <c>0:30</c>, <c>2 min</c>, <c>1 d 6 h</c>.</summary>
internal sealed class ElapsedTicks : ITimeTicks
{
    public string Title(long to, long step) => (ReadsAsClock(to, step), to >= TimeSteps.Hour) switch
    {
        (true, true) => "Elapsed time (h:mm:ss)",
        (true, false) => "Elapsed time (m:ss)",
        _ => "Elapsed time",
    };

    public IEnumerable<AxisTick> Between(long from, long to, long step) =>
        TimeSteps.Within(from, to, step).Select(time => new AxisTick(time, Label(time, to, step)));

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
