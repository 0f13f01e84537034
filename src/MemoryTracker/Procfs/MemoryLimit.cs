namespace MemoryTracker.Procfs;

/// <summary>How much memory the cgroup of a process may take, it and those above it (cgroups(7)): what a container or a unit is limited to.</summary>
/// <param name="Bytes">The lowest of the limits; null when there is none.</param>
internal readonly record struct MemoryLimit(long? Bytes)
{
    // cgroup v1 has no word for "no limit" but the highest number of whole pages, which differs with their size.
    private const long NoLimit = 1L << 62;

    /// <summary>Looks it up; null when it cannot be told.</summary>
    public static MemoryLimit? Of(int pid, ProcRoot root, string cgroups)
    {
        if (MemoryCgroup.Of(pid, root, cgroups) is not { } cgroup)
            return null;
        string file = cgroup.IsOlder ? "memory.limit_in_bytes" : "memory.max";
        long lowest = NoLimit;
        foreach (string path in cgroup.Upwards)
        {
            if (cgroup.Read(path, file) is { } text && ProcNumber.Whole(text.AsSpan().TrimEnd((byte)'\n')) is { } limit)
                lowest = Math.Min(lowest, limit);
        }

        return new MemoryLimit(lowest == NoLimit ? null : lowest);
    }
}
