using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Sampling;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;

namespace MemoryTracker;

/// <summary>
/// Records a process or a set of them: THE loop. It sleeps until the next tick is due, reads its target and hands the sample on. Nothing
/// in it allocates but what a new process takes, and nothing in it waits for anything but the tick, the end of the target and <see cref="Stop()"/>.
/// </summary>
public sealed class Recorder : IDisposable
{
    private readonly RecordingTarget _target;
    private readonly RecordingOptions _options;
    private readonly ISampleSink[] _sinks;
    private readonly EventFd _stopEvent = new();
    private readonly TickWait _wait;
    private readonly Ticker _ticker;
    private readonly FigureMaker _figures;
    private readonly ProcessRows _processes;
    private readonly LogHistogram _lateness = new();
    private readonly Sample _sample = new();
    private long _startedAt;
    private long? _startedCpu;
    private long _lastTickAt;
    private long _lastReadAt;
    private long _ticks;
    private long _samples;
    private long? _peakBefore;
    private volatile bool _isStopped;
    private volatile EndReason _stopReason;

    /// <param name="target">What is recorded; whoever attached it also lets go of it.</param>
    /// <param name="options">How to record.</param>
    /// <param name="sinks">What takes the samples, on the thread that runs the recorder.</param>
    public Recorder(RecordingTarget target, RecordingOptions options, params ISampleSink[] sinks)
    {
        _target = target;
        _options = options;
        _sinks = sinks;
        _wait = new TickWait(target.EndDescriptor, _stopEvent);
        _ticker = new Ticker(options.Interval);
        _figures = new FigureMaker(Clock.KernelTick, options.Metrics, target.Start);
        _processes = new ProcessRows(Clock.KernelTick, options.Metrics);
        target.Open(options.Metrics.Sources, options.SmapsBudget);
        _sample.Total.Pid = target.IsOneProcess ? target.Id.Pid : null;
        _sample.Processes = _processes.Rows;
    }

    /// <summary>From when times count: the launch of a command, else the first sample. In nanoseconds of CLOCK_BOOTTIME; 0 before the first sample. From any thread.</summary>
    public long Started => Volatile.Read(ref _startedAt);

    /// <summary>How many ticks have been missed so far. From any thread.</summary>
    public long MissedTicks => _ticker.Missed;

    /// <summary>Asks for the end of the recording, from any thread; it ends in order, with a last sample.</summary>
    public void Stop() => Stop(EndReason.Stopped);

    /// <summary>The same for another reason than somebody's wish.</summary>
    internal void Stop(EndReason reason)
    {
        _stopReason = reason;
        _isStopped = true;
        _stopEvent.Raise();
    }

    /// <summary>Records until the process exits, the duration is over or <see cref="Stop()"/> is called.</summary>
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
            long now = Clock.Now;
            bool isTick = now >= _ticker.Deadline;
            bool isOver = (wake & Wake.Exited) != 0 && _target.IsOver();
            bool isEnd = now >= end || isOver || (wake & Wake.Stop) != 0;
            if (isTick)
                NoteTick(now);
            if ((isTick || isEnd) && !Take())
                return EndReason.TargetEnded;
            // Of a set, others may have come meanwhile.
            if (isOver && _target.Living.Count == 0)
                return EndReason.TargetEnded;
            if (isEnd && !isOver)
                return (wake & Wake.Stop) != 0 ? _stopReason : EndReason.DurationOver;
        }
    }

    private EndReason RunFlatOut()
    {
        long end = End;
        while (!_isStopped)
        {
            if (!Take())
                return EndReason.TargetEnded;
            _ticks++;
            _lastTickAt = _lastReadAt;
            if (_lastTickAt >= end)
                return EndReason.DurationOver;
        }

        return _stopReason;
    }

    private bool TakeFirst()
    {
        bool isAlive = _target.TryRead(out Reading reading);
        if (!isAlive && _target.Start is null)
            return false;
        Volatile.Write(ref _startedAt, _target.Start?.At ?? reading.At);
        _startedCpu = _target.Start is { } start ? start.CpuTime : reading.CpuTime;
        _ticker.Start(_startedAt);
        _peakBefore = _target.Start is null ? reading.HighWater : null;
        _ticks = isAlive ? 1 : 0;
        _lastTickAt = reading.At;
        HandOn(reading, isAlive);
        return isAlive;
    }

    /// <summary>Takes a sample, or the end row if the process has ended meanwhile, which is then false.</summary>
    private bool Take()
    {
        bool isAlive = _target.TryRead(out Reading reading);
        HandOn(reading, isAlive);
        return isAlive;
    }

    /// <summary>The tick that is due is taken now, also when the recording ends with it; those before it that were not are missed.</summary>
    private void NoteTick(long now)
    {
        _lateness.Add(_ticker.Take(now));
        _ticks++;
        _lastTickAt = now;
    }

    private void HandOn(in Reading reading, bool isAlive)
    {
        _samples += isAlive ? 1 : 0;
        _lastReadAt = reading.At;
        _sample.Time = DateTime.UnixEpoch.AddTicks(reading.Realtime / 1000 * TimeSpan.TicksPerMicrosecond);
        TimeSpan elapsed = Clock.Stretch(reading.At - _startedAt);
        _sample.FollowsGap = Ticker.SkipsBetween(_sample.Elapsed, elapsed, _options.Interval);
        _sample.Elapsed = elapsed;
        // From the first reading that knew it.
        _startedCpu ??= reading.CpuTime;
        _sample.CpuTime = reading.CpuTime - _startedCpu is { } used ? Clock.Stretch(used) : null;
        _sample.HasEnded = !isAlive;
        _sample.HasNobody = isAlive && reading.Processes == 0;
        _figures.Fill(reading, _sample.Total);
        if (!_target.IsOneProcess)
        {
            // The name by which a peak is known to be of the same program is that of one process of many.
            _sample.Total.Command = default;
            _processes.Fill(_target.Living);
        }

        foreach (ISampleSink sink in _sinks)
            sink.Add(_sample);
    }
}
