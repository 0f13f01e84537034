using System.Runtime.InteropServices;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// The context switches of all threads of a process. The kernel tells them of each living thread only (the process's own status shows its first
/// thread's), so what an ended thread had when it was last seen is kept: the sum never falls, and lacks what threads did after they were last seen.
/// </summary>
internal sealed class SwitchCounter : IDisposable
{
    private readonly ProcFolder _process;
    private readonly NumberedFolder? _tasks;
    private readonly SeenThreads _threads;

    /// <param name="process">The process's folder, which stays the caller's.</param>
    /// <param name="threads">What is known of its threads.</param>
    /// <param name="error">Why its threads cannot be listed; 0 when they can.</param>
    public SwitchCounter(ProcFolder process, SeenThreads threads, out int error)
    {
        (_process, _threads) = (process, threads);
        _tasks = process.TryOpenFolder("task"u8, out error);
    }

    /// <summary>Why a thread that lives could not be read the last time; 0 when all could.</summary>
    public int Error { get; private set; }

    /// <summary>The sum as it is now; null when no thread can be read, or not each that lives.</summary>
    public ContextSwitches? Read()
    {
        Error = 0;
        // The kernel ends a listing early when a thread ends under it. One that was missed now would later be taken for new, with all that it did
        // before the recording: so the first listing is made twice.
        if (_threads.Round == 0)
            List();
        List();
        ContextSwitches sum = default;
        bool isAny = false;
        foreach ((int thread, (ContextSwitches Switches, int Round) seen) in _threads.Living)
        {
            // For the same reason a thread that was not listed is asked itself before it is taken for ended.
            bool lives = seen.Round == _threads.Round || TryRead(thread);
            // Taken for ended, one that could only not be read would come back with all that it did, and that would count twice.
            if (Error != 0)
                return null;
            // As just read.
            ContextSwitches now = _threads.Living[thread].Switches;
            isAny |= lives;
            if (lives)
            {
                sum += now;
                continue;
            }

            _threads.Ended += now;
            _ = _threads.Living.Remove(thread);
        }

        return isAny ? sum + _threads.Ended : null;
    }

    public void Dispose() => _tasks?.Dispose();

    private void List()
    {
        _threads.Round++;
        _tasks?.Rewind();
        while (_tasks is not null && _tasks.TryNext(out int thread, out _))
            _ = TryRead(thread);
    }

    private bool TryRead(int thread)
    {
        ReadOnlySpan<byte> path = TaskPath.Write(stackalloc byte[TaskPath.MaxLength], thread, "status"u8);
        bool isRead = _process.TryRead(path, out ReadOnlySpan<byte> text, out int error);
        if (error is not (0 or Errno.NoSuchFile or Errno.NoSuchProcess))
            Error = error;
        if (!isRead || ContextSwitches.Parse(text) is not { } switches)
            return false;
        ref (ContextSwitches Switches, int Round) seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_threads.Living, thread, out _);
        // A count that fell is another thread's, which got the number of one that has ended.
        if (switches.Voluntary < seen.Switches.Voluntary || switches.Involuntary < seen.Switches.Involuntary)
            _threads.Ended += seen.Switches;
        seen = (switches, _threads.Round);
        return true;
    }
}
