namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A control group in which memory runs out early, whatever the version of the kernel's control groups.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string First = "/sys/fs/cgroup/memory";
    private const string Second = "/sys/fs/cgroup";

    private readonly string _folder;

    public MemoryGroup(long limit)
    {
        bool isFirst = File.Exists(Path.Combine(First, "memory.limit_in_bytes"));
        bool isSecond = File.Exists(Path.Combine(Second, "cgroup.subtree_control"))
            && File.ReadAllText(Path.Combine(Second, "cgroup.subtree_control")).Contains("memory", StringComparison.Ordinal);
        Need.That(Environment.IsPrivilegedProcess && (isFirst || isSecond), "limiting memory by a control group must be possible: run as root");

        _folder = Path.Combine(isFirst ? First : Second, $"memory_tracker-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, isFirst ? "memory.limit_in_bytes" : "memory.max"), $"{limit}");
        // What is swapped out is not gone.
        string swap = Path.Combine(_folder, isFirst ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
        if (File.Exists(swap))
            File.WriteAllText(swap, isFirst ? $"{limit}" : "0");
    }

    /// <summary>A process that writes its number into it belongs to the group.</summary>
    public string Processes => Path.Combine(_folder, "cgroup.procs");

    public void Dispose() => Directory.Delete(_folder);
}
