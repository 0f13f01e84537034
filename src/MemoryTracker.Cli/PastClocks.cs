using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>What the clocks showed while a recording was made, as far as it tells.</summary>
internal sealed class PastClocks
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    private readonly MarkerClock? _clock;
    private readonly MarkerClocks _clocks;

    /// <param name="document">The recording.</param>
    /// <param name="clock">The clock on which markers are to be placed; null when their times tell it.</param>
    /// <exception cref="UserException">The recording does not tell what that clock showed.</exception>
    public PastClocks(RecordingDocument document, MarkerClock? clock)
    {
        if (document.Start is null && clock != MarkerClock.Relative)
            throw UserException.Usage("--markers: the recording does not tell when it was made, so only times since its start can be placed: --markers-clock relative");
        if (document.Clocks is null && clock is MarkerClock.Monotonic or MarkerClock.Boottime)
            throw UserException.Usage("--markers-clock: the recording does not tell what that clock showed when it began (its .meta.json does): realtime or relative");
        // What that clock showed is known of the beginning only, and not when it stood still.
        if (document.End?.SuspendedS is not null && clock is MarkerClock.Monotonic)
            throw UserException.Usage("--markers-clock: the machine was suspended while this was recorded, and that clock stood still then, nobody knows when: boottime, realtime or relative");
        _clock = clock;
        long elapsed = (long)(document.End is { } end ? RecordingDocument.Time(end.ElapsedS) : Longest).TotalNanoseconds;
        long monotonic = document.Clocks?.MonotonicNs ?? 0;
        long boottime = document.Clocks?.BoottimeNs ?? 0;
        long realtime = document.Start is { } start ? (start - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick : 0;
        _clocks = new MarkerClocks(boottime, monotonic + elapsed, realtime + elapsed, boottime + elapsed);
    }

    /// <summary>Reads a file of markers.</summary>
    /// <exception cref="UserException">It cannot be read.</exception>
    public void Read(PastMarkers file, MarkerLog log)
    {
        try
        {
            file.Read(_clock, _clocks, log);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw UserException.Failure($"--markers: '{SafeText.Clean(file.Path)}' cannot be read: {FileError.Describe(error)}");
        }
    }
}
