using System.Text;

namespace MemoryTracker.Procfs;

/// <summary>The cgroup to which the memory of a process is charged (/proc/PID/cgroup, cgroups(7)).</summary>
/// <param name="Mount">Where its hierarchy is mounted.</param>
/// <param name="Path">
/// Its path from there, empty for the mounted one itself. In a container it may be the machine's path, of which nothing is found, and the mounted one the
/// container's own.
/// </param>
/// <param name="IsOlder">Whether it is one of version 1.</param>
internal readonly record struct MemoryCgroup(string Mount, string Path, bool IsOlder)
{
    /// <summary>Where cgroups are mounted on every system that follows its own documentation.</summary>
    public const string Cgroups = "/sys/fs/cgroup";

    /// <summary>It and those above it, up to the one that is mounted, as paths.</summary>
    public IEnumerable<string> Upwards
    {
        get
        {
            for (string at = Path; ; at = at[..at.LastIndexOf('/')])
            {
                yield return at;
                if (!at.Contains('/', StringComparison.Ordinal))
                    yield break;
            }
        }
    }

    /// <summary>Looks it up; null when it cannot be told, or lies outside of our cgroup namespace, where nothing of it is to be seen.</summary>
    public static MemoryCgroup? Of(int pid, ProcRoot root, string cgroups)
    {
        if (ProcFile.ReadOnce($"{root.Folder(pid)}/cgroup") is not { } text || !Directory.Exists(cgroups))
            return null;
        string[][] lines = [.. Encoding.UTF8.GetString(text).Split('\n').Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3)];
        // The older hierarchy has memory if it is there at all: a controller is in one of the two only.
        if (Array.Find(lines, fields => fields[1].Split(',').Contains("memory")) is { } older)
            return New($"{cgroups}/memory", older[2], isOlder: true);
        return Array.Find(lines, fields => fields is ["0", "", _]) is { } unified ? New(cgroups, unified[2], isOlder: false) : null;
    }

    /// <summary>A file of the cgroup or of one above it; null when it cannot be read.</summary>
    public byte[]? Read(string path, string file) => ProcFile.ReadOnce($"{Mount}{path}/{file}");

    private static MemoryCgroup? New(string mount, string path, bool isOlder) =>
        path.Contains("/..", StringComparison.Ordinal) ? null : new MemoryCgroup(mount, path.TrimEnd('/'), isOlder);
}
