using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>Waits for the end of those processes with which a set ends: one descriptor for all of them (an epoll of their pidfds).</summary>
internal sealed class RootEnds : IDisposable
{
    private readonly EpollSet _epoll = new();
    private readonly List<int> _running = [];

    /// <summary>Readable when one of them has ended that has not been taken note of.</summary>
    public int Descriptor => _epoll.Descriptor;

    /// <summary>Waits for one more; nothing for a kernel that gives no pidfd: its end is then seen at the ticks.</summary>
    public void Add(int pidFd)
    {
        if (pidFd < 0)
            return;
        _epoll.Add(pidFd);
        _running.Add(pidFd);
    }

    /// <summary>Waits for one no longer, before its descriptor is closed.</summary>
    public void Remove(int pidFd)
    {
        if (_running.Remove(pidFd))
            _epoll.Remove(pidFd);
    }

    /// <summary>Takes note of those that have ended; whether all have.</summary>
    public bool AreAll()
    {
        foreach (int ended in _running.FindAll(pidFd => Linux.Descriptor.IsReady(pidFd, LibC.PollIn)))
            Remove(ended);

        return _running.Count == 0;
    }

    public void Dispose() => _epoll.Dispose();
}
