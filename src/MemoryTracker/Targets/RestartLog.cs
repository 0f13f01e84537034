using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Targets;

/// <summary>When processes that match came after all had ended: told by the sampling thread, asked by others.</summary>
internal sealed class RestartLog
{
    private readonly Lock _lock = new();
    private readonly List<(long At, string Name)> _untold = [];
    private long _count;

    /// <summary>How often that was.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Notes one.</summary>
    /// <param name="at">When, by CLOCK_BOOTTIME in nanoseconds.</param>
    /// <param name="process">Which process came.</param>
    public void Add(long at, FoundProcess process)
    {
        lock (_lock)
        {
            long number = Interlocked.Increment(ref _count);
            _untold.Add((at, FormattableString.Invariant($"restart {number}: {process.Command} (PID {process.Id.Pid})")));
        }
    }

    /// <summary>Those that have not been taken yet, in words that are safe to show.</summary>
    public (long At, string Name)[] TakeNew()
    {
        lock (_lock)
        {
            (long, string)[] all = [.. _untold];
            _untold.Clear();
            return all;
        }
    }
}
