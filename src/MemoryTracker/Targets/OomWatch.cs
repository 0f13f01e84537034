using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>Remembers what the kernel has counted and said of OOM kills, so that after a process's end what came since can be told.</summary>
public sealed class OomWatch : IDisposable
{
    private readonly ProcRoot _root;
    private readonly OomKills _before;
    private readonly KernelLog? _log;

    private OomWatch(ProcRoot root, OomKills before, KernelLog? log)
    {
        _root = root;
        _before = before;
        _log = log;
    }

    /// <summary>Begins before a command is started, which will be in our own cgroup, or with a process that runs.</summary>
    public static OomWatch Begin(int pid, ProcRoot root)
    {
        // The log has the machine's numbers of processes; in a container ours are others.
        KernelLog? log = Namespaces.IsInitialPid(root) == true ? KernelLog.TryOpen() : null;
        return new OomWatch(root, OomKills.Read(pid, root, MemoryCgroup.Cgroups), log);
    }

    /// <summary>Concludes, after a process was killed by SIGKILL and best before it has been waited for; the kernel's log is read only here. To be asked once.</summary>
    public OomVerdict Judge(int pid) =>
        OomVerdict.Of(_log?.TellsOomKill(pid) == true, _before, _before.ReadAgain(pid, _root, MemoryCgroup.Cgroups));

    public void Dispose() => _log?.Dispose();
}
