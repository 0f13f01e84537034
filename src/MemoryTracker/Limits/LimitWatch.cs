using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Limits;

/// <summary>
/// Holds every sample against the limits, on the sampling thread. What must not be late happens here, because it cannot block: the signal, and asking for the end of the recording. The
/// rest is <see cref="LimitDeeds"/>' on another thread.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="actions">What is done when one of them is crossed.</param>
/// <param name="interval">From sample to sample.</param>
/// <param name="target">What is recorded.</param>
/// <param name="stop">Asks for the end of the recording.</param>
internal sealed class LimitWatch(IReadOnlyList<Limit> limits, LimitActions actions, TimeSpan interval, RecordingTarget target, Action stop) : ISampleSink
{
    private readonly WatchedLimit[] _limits = [.. limits.Select(limit => new WatchedLimit(limit, interval))];

    private long _suspended = Clock.Suspended;

    /// <summary>The limits with what has become of them.</summary>
    public IReadOnlyList<WatchedLimit> Limits => _limits;

    /// <summary>What has happened and is still to be told.</summary>
    public CrossingQueue Crossings { get; } = new();

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        LeaveOutSuspension();
        foreach (WatchedLimit watched in _limits)
        {
            if (!watched.IsCrossedBy(sample, out double figure))
                continue;
            int pid = target.LivingPid;
            SignalOutcome? outcome = actions.Signal is { } signal ? target.Send(signal) : null;
            if (actions.StopsRecording)
                stop();
            Crossings.Add(new LimitCrossing(watched.Limit, sample.Elapsed, figure, pid, outcome));
        }
    }

    private void LeaveOutSuspension()
    {
        long suspended = Clock.Suspended;
        if (suspended == _suspended)
            return;
        foreach (WatchedLimit watched in _limits)
            watched.LeaveOut(Clock.Stretch(suspended - _suspended));
        _suspended = suspended;
    }
}
