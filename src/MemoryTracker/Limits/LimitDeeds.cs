using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Limits;

/// <summary>What is done about crossings that may have to wait for a disk, a terminal or another program: markers, words and commands. All of it belongs on one thread.</summary>
internal sealed class LimitDeeds : IDisposable
{
    // A figure may cross its limit at every other sample, and nobody reads thousands of lines.
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(1);

    private readonly LimitWatch _watch;
    private readonly LimitActions _actions;
    private readonly Action<string> _notice;
    private readonly LimitCommand[] _commands;
    private readonly Dictionary<Limit, (TimeSpan At, long Untold)> _told = [];
    private bool _hasToldLoss;

    /// <param name="watch">What notices the crossings.</param>
    /// <param name="actions">What is done about each.</param>
    /// <param name="waits">Whether nobody else waits for children of ours, as who records a launched command does.</param>
    /// <param name="notice">Takes what a person should know.</param>
    public LimitDeeds(LimitWatch watch, LimitActions actions, bool waits, Action<string> notice)
    {
        (_watch, _actions, _notice) = (watch, actions, notice);
        _commands = [.. from limit in watch.Limits from command in actions.Commands select new LimitCommand(limit.Limit, command, waits, notice)];
    }

    /// <summary>Does what is due for the crossings since the last time.</summary>
    /// <param name="markers">Takes a marker for each.</param>
    public void Do(MarkerLog markers)
    {
        while (_watch.Crossings.TryTake(out LimitCrossing crossing))
        {
            markers.Add(crossing.At, crossing.Limit.Label, isCrossing: true);
            // First what may help.
            foreach (LimitCommand command in _commands.Where(command => command.Limit == crossing.Limit))
                command.Run(crossing);
            if (_actions.Tells)
                Tell(crossing);
        }

        foreach (LimitCommand command in _commands)
            command.Look();
        if (_watch.Crossings.Lost == 0 || _hasToldLoss)
            return;
        _hasToldLoss = true;
        _notice("limits are crossed faster than that can be marked: what is too much is only counted");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LimitCommand command in _commands)
            command.Dispose();
    }

    private void Tell(in LimitCrossing crossing)
    {
        bool wasTold = _told.TryGetValue(crossing.Limit, out (TimeSpan At, long Untold) last);
        if (wasTold && crossing.At - last.At < BetweenWords)
        {
            _told[crossing.Limit] = last with { Untold = last.Untold + 1 };
            return;
        }

        _told[crossing.Limit] = (crossing.At, 0);
        string untold = last.Untold == 0 ? "" : $" (and {Readable.Count(last.Untold, "time")} just before)";
        string sent = crossing.Outcome is { } outcome ? $"; {outcome.Sentence(SignalName.Of(_actions.Signal.GetValueOrDefault()))}" : "";
        string stopped = _actions.StopsRecording ? "; the recording ends" : "";
        _notice($"limit '{crossing.Limit.Text}' crossed at {Readable.Moment(crossing.At)}: {Readable.Figure(crossing.Figure, crossing.Limit.Metric.Unit)}{untold}{sent}{stopped}");
    }
}
