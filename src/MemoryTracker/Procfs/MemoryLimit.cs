using System.Text;

namespace MemoryTracker.Procfs;

/// <summary>How much memory the cgroup of a process may take, it and those above it (cgroups(7)): what a container or a unit is limited to.</summary>
/// <param name="Bytes">The lowest of the limits; null when there is none.</param>
internal readonly record struct MemoryLimit(long? Bytes)
{
    /// <summary>Where cgroups are mounted on every system that follows its own documentation.</summary>
    public const string Cgroups = "/sys/fs/cgroup";

    // cgroup v1 has no word for "no limit" but the highest number of whole pages, which differs with their size.
    private const long NoLimit = 1L << 62;

    /// <summary>Looks it up; null when it cannot be told.</summary>
    public static MemoryLimit? Of(int pid, ProcRoot root, string cgroups)
    {
        if (ProcFile.ReadOnce($"{root.Folder(pid)}/cgroup") is not { } text || !Directory.Exists(cgroups))
            return null;
        string[][] lines = [.. Encoding.UTF8.GetString(text).Split('\n').Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3)];
        // The older hierarchy has memory if it is there at all: a controller is in one of the two only.
        if (Array.Find(lines, fields => fields[1].Split(',').Contains("memory")) is { } older)
            return Lowest($"{cgroups}/memory", older[2], "memory.limit_in_bytes");
        return Array.Find(lines, fields => fields is ["0", "", _]) is { } unified ? Lowest(cgroups, unified[2], "memory.max") : null;
    }

    /// <summary>
    /// From the cgroup up to the one that is mounted. In a container the path may be the machine's, of which nothing is found, and the mounted one the
    /// container's own.
    /// </summary>
    private static MemoryLimit? Lowest(string mount, string path, string file)
    {
        // Outside of our cgroup namespace: its limits are not to be seen.
        if (path.Contains("/..", StringComparison.Ordinal))
            return null;
        long lowest = NoLimit;
        for (string at = path.TrimEnd('/'); ; at = at[..at.LastIndexOf('/')])
        {
            if (ProcFile.ReadOnce($"{mount}{at}/{file}") is { } text && ProcNumber.Whole(text.AsSpan().TrimEnd((byte)'\n')) is { } limit)
                lowest = Math.Min(lowest, limit);
            if (!at.Contains('/', StringComparison.Ordinal))
                return new MemoryLimit(lowest == NoLimit ? null : lowest);
        }
    }
}
