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

    /// <summary>Takes the first tick, which sets the schedule.</summary>
    public void Start(long now)
    {
        _start = now;
        _next = 1;
    }

    /// <summary>Takes the tick that is due and skips those that were due before it.</summary>
    /// <param name="now">At or after <see cref="Deadline"/>.</param>
    /// <param name="skipped">How many were due before it and were not taken.</param>
    /// <returns>How late the tick is, in nanoseconds.</returns>
    public long Take(long now, out long skipped)
    {
        skipped = 0;
        if (_interval == 0)
            return 0;
        long due = (now - _start) / _interval;
        skipped = due - _next;
        Missed += skipped;
        _next = due + 1;
        return now - (_start + (due * _interval));
    }
}
