using System.Globalization;

namespace MemoryTracker.Charts.Ticks;

/// <summary>Ticks as the clock showed them, with the date at the first and where a day begins: <c>14:05</c>, <c>14:05:30</c>, <c>00:00</c>.</summary>
/// <param name="start">When the recording began, in the offset that the axis shall show.</param>
internal sealed class ClockTicks(DateTimeOffset start) : ITimeTicks
{
    /// <summary>Time of day at which the recording began, in nanoseconds.</summary>
    private readonly long _startOfDay = start.TimeOfDay.Ticks * TimeSpan.NanosecondsPerTick;

    public string Title(long to, long step) => "Time of day (" + Offset() + ")";

    public IEnumerable<AxisTick> Between(long from, long to, long step)
    {
        bool first = true;
        foreach (long time in TimeSteps.Within(from, to, step, _startOfDay))
        {
            yield return new AxisTick(time, Label(time + _startOfDay, step, first));
            first = false;
        }
    }

    private string Label(long sinceMidnight, long step, bool first)
    {
        (long day, long time) = Math.DivRem(sinceMidnight, TimeSteps.Day);
        string date = start.Date.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (step >= TimeSteps.Day) return date;
        string clock = Clock(time, step);
        return first || time == 0 ? clock + "\n" + date : clock;
    }

    private static string Clock(long time, long step)
    {
        string minutes = string.Create(CultureInfo.InvariantCulture, $"{time / TimeSteps.Hour:00}:{time % TimeSteps.Hour / TimeSteps.Minute:00}");
        return step % TimeSteps.Minute == 0 ? minutes : minutes + ":" + TimeText.Seconds(time % TimeSteps.Minute, step);
    }

    private string Offset()
    {
        if (start.Offset == TimeSpan.Zero) return "UTC";
        string sign = start.Offset < TimeSpan.Zero ? "-" : "+";
        return "UTC" + sign + start.Offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
    }
}
