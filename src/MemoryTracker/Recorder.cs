using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Sampling;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;

namespace MemoryTracker;

/// <summary>
/// Records one process: THE loop. It sleeps until the next tick is due, reads the process and hands the sample on. Nothing
/// in it allocates, and nothing in it waits for anything but the tick, the end of the process and <see cref="Stop"/>.
/// </summary>
public sealed class Recorder : IDisposable
{
    private readonly AttachedProcess _target;
    private readonly RecordingOptions _options;
    private readonly ISampleSink[] _sinks;
    private readonly EventFd _stopEvent = new();
    private readonly TickWait _wait;
    private readonly Ticker _ticker;
    private readonly FigureMaker _figures;
    private readonly LogHistogram _lateness = new();
    private readonly Sample _sample = new();
    private long _startedAt;
    private long _lastTickAt;
    private long _ticks;
    private long _samples;
    private long? _peakBefore;
    private volatile bool _isStopped;

    /// <param name="target">The process; whoever attached it also lets go of it.</param>
    /// <param name="options">How to record.</param>
    /// <param name="sinks">What takes the samples, on the thread that runs the recorder.</param>
    public Recorder(AttachedProcess target, RecordingOptions options, params ISampleSink[] sinks)
    {
        _target = target;
        _options = options;
        _sinks = sinks;
        _wait = new TickWait(target.PidFdDescriptor, _stopEvent);
        _ticker = new Ticker(options.Interval);
        _figures = FigureMaker.ForInterval(options.Interval);
        _sample.Total.Pid = target.Id.Pid;
    }

    /// <summary>Asks for the end of the recording, from any thread; it ends in order, with a last sample.</summary>
    public void Stop()
    {
        _isStopped = true;
        _stopEvent.Raise();
    }

    /// <summary>Records until the process exits, the duration is over or <see cref="Stop"/> is called.</summary>
    public RecordingResult Run()
    {
        EndReason reason = !TakeFirst() ? EndReason.TargetEnded
            : _options.Interval == TimeSpan.Zero ? RunFlatOut()
            : RunOnSchedule();
        return new RecordingResult
        {
            Reason = reason,
            Samples = _samples,
            MissedTicks = _ticker.Missed,
            LatenessP99 = _lateness.Count == 0 ? null : TimeSpan.FromMicroseconds(_lateness.Quantile(0.99) / 1000),
            ReachedInterval = _ticks < 2 ? null : TimeSpan.FromMicroseconds((_lastTickAt - _startedAt) / 1e3 / (_ticks - 1)),
            PeakBefore = _peakBefore,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wait.Dispose();
        _stopEvent.Dispose();
    }

    private long End => _options.Duration == TimeSpan.Zero ? long.MaxValue : _startedAt + (long)_options.Duration.TotalNanoseconds;

    private EndReason RunOnSchedule()
    {
        long end = End;
        while (true)
        {
            Wake wake = _wait.Until(Math.Min(_ticker.Deadline, end));
            if ((wake & Wake.Exited) != 0)
                return TakeEndRow();
            if ((wake & Wake.Stop) != 0)
                return TakeLast(EndReason.Stopped);

            long now = Clock.Monotonic;
            if (now < _ticker.Deadline)
                return TakeLast(EndReason.DurationOver);
            _lateness.Add(_ticker.Take(now, out long skipped));
            _sample.FollowsGap = skipped > 0;
            if (!TakeTick())
                return EndReason.TargetEnded;
            if (now >= end)
                return EndReason.DurationOver;
        }
    }

    private EndReason RunFlatOut()
    {
        long end = End;
        while (!_isStopped)
        {
            if (!TakeTick())
                return EndReason.TargetEnded;
            if (_lastTickAt >= end)
                return EndReason.DurationOver;
        }

        return EndReason.Stopped;
    }

    private bool TakeFirst()
    {
        if (!_target.TryRead(out Reading reading))
            return false;
        _startedAt = reading.At;
        _ticker.Start(reading.At);
        _peakBefore = reading.HighWater;
        HandOn(reading, isAlive: true);
        NoteTick(reading);
        return true;
    }

    private bool TakeTick()
    {
        bool isAlive = Take(out Reading reading);
        if (isAlive)
            NoteTick(reading);
        return isAlive;
    }

    /// <summary>Takes a sample, or the end row if the process has ended meanwhile.</summary>
    private bool Take(out Reading reading)
    {
        bool isAlive = _target.TryRead(out reading);
        HandOn(reading, isAlive);
        return isAlive;
    }

    private void NoteTick(in Reading reading)
    {
        _ticks++;
        _lastTickAt = reading.At;
    }

    /// <summary>The recording ends between two ticks: what the process is at this moment is its last row.</summary>
    private EndReason TakeLast(EndReason reason)
    {
        _sample.FollowsGap = false;
        return Take(out _) ? reason : EndReason.TargetEnded;
    }

    private EndReason TakeEndRow()
    {
        _ = TakeLast(EndReason.TargetEnded);
        return EndReason.TargetEnded;
    }

    private void HandOn(in Reading reading, bool isAlive)
    {
        _samples += isAlive ? 1 : 0;
        _sample.Time = DateTime.UnixEpoch.AddTicks(Clock.Realtime / 1000 * TimeSpan.TicksPerMicrosecond);
        _sample.Elapsed = TimeSpan.FromTicks((reading.At - _startedAt) / 1000 * TimeSpan.TicksPerMicrosecond);
        _figures.Fill(reading, _sample.Total);
        foreach (ISampleSink sink in _sinks)
            sink.Add(_sample);
    }
}
