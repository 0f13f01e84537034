using MemoryTracker.Linux;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>The clocks as they stand to each other now, so that a time on any of them becomes a moment of the recording.</summary>
/// <remarks>
/// Asked anew at each reading of markers: when somebody sets the time of day while we record, what is written before and after that is
/// still placed right, as long as it is read soon.
/// </remarks>
internal readonly struct MarkerClocks
{
    private readonly long _started;
    private readonly long _monotonic;
    private readonly long _realtime;
    private readonly long _boottime;

    internal MarkerClocks(long started, long monotonic, long realtime, long boottime) =>
        (_started, _monotonic, _realtime, _boottime) = (started, monotonic, realtime, boottime);

    /// <summary>The present moment of the recording.</summary>
    public TimeSpan Elapsed => Moment(_boottime);

    /// <summary>As they are now.</summary>
    /// <param name="started">When the recording began, on the clock that goes on while the machine is suspended, in nanoseconds.</param>
    public static MarkerClocks Now(long started)
    {
        long boottime = Clock.Now;
        return new(started, boottime - Clock.Suspended, Clock.Realtime, boottime);
    }

    /// <summary>What a clock shows now, in nanoseconds.</summary>
    public long Present(MarkerClock clock) => clock switch
    {
        MarkerClock.Realtime => _realtime,
        MarkerClock.Boottime => _boottime,
        MarkerClock.Monotonic => _monotonic,
        _ => _boottime - _started,
    };

    /// <summary>The moment of the recording at which a clock showed a time; negative before the first sample.</summary>
    public TimeSpan MomentOf(MarkerTime time) => Moment(Saturated((Int128)time.Nanoseconds - Present(time.Clock) + _boottime));

    private TimeSpan Moment(long boottime) => TimeSpan.FromTicks(Saturated((Int128)boottime - _started) / TimeSpan.NanosecondsPerTick);

    /// <summary>Files hold any number; one beyond 292 years is as good as that.</summary>
    private static long Saturated(Int128 nanoseconds) => (long)Int128.Clamp(nanoseconds, -long.MaxValue, long.MaxValue);
}
