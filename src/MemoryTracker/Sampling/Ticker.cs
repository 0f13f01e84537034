namespace MemoryTracker.Sampling;

/// <summary>
/// The schedule: tick n is due n intervals after the first, for ever, however late one of them was taken. Ticks that could not
/// be taken in time are counted and skipped, never squeezed in. Pure arithmetic on nanoseconds that the caller reads off a clock.
/// </summary>
public sealed class Ticker
{
    private readonly long _interval;
    private long _start;
    private long _next;

    /// <param name="interval">From tick to tick; zero for as often as possible, when every moment is a tick.</param>
    public Ticker(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        _interval = (long)interval.TotalNanoseconds;
    }

    /// <summary>How many ticks were skipped.</summary>
    public long Missed { get; private set; }

    /// <summary>When the next tick is due.</summary>
    public long Deadline => _start + (_next * _interval);

    /// <summary>
    /// Whether a tick was due between two samples that follow each other and was not taken, told from their times alone: so a recording that is read again has the same gaps.
    /// </summary>
    /// <param name="before">When the first was taken, since the first tick.</param>
    /// <param name="now">When the second was.</param>
    /// <param name="interval">From tick to tick; zero for none, when nothing can be missed.</param>
    public static bool SkipsBetween(TimeSpan before, TimeSpan now, TimeSpan interval) =>
        interval > TimeSpan.Zero && now - before > interval && (now.Ticks / interval.Ticks) - (before.Ticks / interval.Ticks) > 1;

    /// <summary>Takes the first tick, which sets the schedule.</summary>
    public void Start(long now)
    {
        _start = now;
        _next = 1;
    }

    /// <summary>Takes the tick that is due and skips those that were due before it.</summary>
    /// <param name="now">At or after <see cref="Deadline"/>.</param>
    /// <returns>How late the tick is, in nanoseconds.</returns>
    public long Take(long now)
    {
        if (_interval == 0)
            return 0;
        long due = (now - _start) / _interval;
        Missed += due - _next;
        _next = due + 1;
        return now - (_start + (due * _interval));
    }
}
