using System.Runtime.InteropServices;

namespace MemoryTracker.Targets.Events;

/// <summary>Which processes are followed. Used by two threads: the one that records says whom it wants to follow, the one that listens whom they fork.</summary>
internal sealed class FollowedProcesses
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Followed> _processes = [];

    /// <summary>Follows a process from now on.</summary>
    /// <param name="pid">Which.</param>
    /// <param name="at">When it was there, by CLOCK_BOOTTIME, in nanoseconds.</param>
    public void Add(int pid, long at)
    {
        lock (_gate)
            _processes[pid] = new Followed(at, null);
    }

    public bool Has(int pid)
    {
        lock (_gate)
            return _processes.ContainsKey(pid);
    }

    /// <summary>Whether the number is followed as a process of before a moment, at which a new one got it: the old one's end was not seen.</summary>
    public bool HasOlder(int pid, long at)
    {
        lock (_gate)
            return _processes.TryGetValue(pid, out Followed followed) && followed.At < at;
    }

    /// <summary>Keeps that the first thread has ended and others live on, and its exit code; null takes that back.</summary>
    public void SetFirstThreadsCode(int pid, int? code)
    {
        lock (_gate)
        {
            ref Followed followed = ref CollectionsMarshal.GetValueRefOrNullRef(_processes, pid);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref followed))
                followed = followed with { FirstThreadsCode = code };
        }
    }

    /// <summary>The exit code of the first thread, if that has ended and others live on.</summary>
    public int? FirstThreadsCode(int pid)
    {
        lock (_gate)
            return _processes.TryGetValue(pid, out Followed followed) ? followed.FirstThreadsCode : null;
    }

    public void Remove(int pid)
    {
        lock (_gate)
            _ = _processes.Remove(pid);
    }

    /// <summary>Forgets those that have ended.</summary>
    public void RemoveWhere(Predicate<int> hasEnded)
    {
        int[] pids;
        lock (_gate)
            pids = [.. _processes.Keys];
        foreach (int pid in pids)
        {
            if (hasEnded(pid))
                Remove(pid);
        }
    }

    /// <param name="At">A moment at which it was there.</param>
    /// <param name="FirstThreadsCode">Its first thread's exit code, once that has ended while others live on.</param>
    private readonly record struct Followed(long At, int? FirstThreadsCode);
}
