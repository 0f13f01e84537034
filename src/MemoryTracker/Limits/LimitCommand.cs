using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Targets;

namespace MemoryTracker.Limits;

/// <summary>A command that is run when a limit is crossed. While it runs it is not started again, so that a figure that moves to and fro starts no flood of them.</summary>
/// <param name="limit">The limit.</param>
/// <param name="command">What a shell is given.</param>
/// <param name="waits">Whether its end is to be waited for here.</param>
/// <param name="notice">Takes what a person should know.</param>
internal sealed class LimitCommand(Limit limit, string command, bool waits, Action<string> notice) : IDisposable
{
    private SideCommand? _running;
    private bool _hasToldThatItRuns;

    /// <summary>The limit.</summary>
    public Limit Limit => limit;

    /// <summary>Starts it, with the crossing in its environment.</summary>
    public void Run(in LimitCrossing crossing)
    {
        Look();
        if (_running is not null)
        {
            if (!_hasToldThatItRuns)
                notice($"the command of limit '{limit.Text}' still runs, and is not started again until it has ended");
            _hasToldThatItRuns = true;
            return;
        }

        _hasToldThatItRuns = false;
        _running = SideCommand.Start(command, Variables(crossing), waits, out int error);
        if (_running is null)
            notice($"the command of limit '{limit.Text}' could not be started: {SideCommand.Shell}: {Errno.Describe(error)}");
    }

    /// <summary>Takes note of its end.</summary>
    public void Look()
    {
        if (_running is null || !_running.HasEnded())
            return;
        _running.Dispose();
        _running = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _running?.Dispose();

    private Dictionary<string, string> Variables(in LimitCrossing crossing) => new()
    {
        ["MEMORY_TRACKER_LIMIT"] = limit.Text,
        ["MEMORY_TRACKER_METRIC"] = limit.Metric.Name,
        ["MEMORY_TRACKER_VALUE"] = crossing.Figure.ToString(CultureInfo.InvariantCulture),
        ["MEMORY_TRACKER_BOUND"] = limit.Bound.ToString(CultureInfo.InvariantCulture),
        ["MEMORY_TRACKER_ELAPSED_S"] = crossing.At.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ["MEMORY_TRACKER_PID"] = crossing.Pid.ToString(CultureInfo.InvariantCulture),
    };
}
