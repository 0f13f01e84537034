using System.Globalization;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>Whether it was the kernel's OOM killer that ended a process by SIGKILL, which nobody tells the process or its parent.</summary>
/// <param name="IsLikely">Null when it cannot be told.</param>
/// <param name="Sentence">What is concluded, and from what.</param>
public sealed record OomVerdict(bool? IsLikely, string Sentence)
{
    private const string Killed = "killed by SIGKILL";

    /// <summary>Concludes from the counters before the process and after its end.</summary>
    /// <param name="isInLog">Whether the kernel's log names it as killed, which is proof.</param>
    /// <param name="before">When it was started.</param>
    /// <param name="after">When it had ended.</param>
    internal static OomVerdict Of(bool isInLog, OomKills before, OomKills after)
    {
        if (isInLog)
            return new(true, $"{Killed} by the kernel's OOM killer: the kernel's log says so");
        long? machine = after.Machine - before.Machine;
        if (machine == 0)
            return new(false, $"{Killed}, but not by the kernel's OOM killer: oom_kill of /proc/vmstat did not rise while it ran");
        if (Nearest(before, after) is var (path, rise))
            return OfCgroup(path, rise, machine, isOlder: after.Cgroup is { IsOlder: true });
        return machine is { } kills
            ? new(null, $"{Killed}, perhaps by the kernel's OOM killer: oom_kill of /proc/vmstat, of the whole machine, {Rose(kills)} while it ran, and its cgroup does not tell")
            : new(null, $"{Killed}; whether by the kernel's OOM killer cannot be told: neither /proc/vmstat nor its cgroup has an oom_kill counter");
    }

    private static OomVerdict OfCgroup(string path, long rise, long? machine, bool isOlder)
    {
        string counter = $"the oom_kill counter of its cgroup {(path.Length == 0 ? "/" : SafeText.Clean(path))}";
        if (rise > 0)
            return new(true, $"{Killed}, most likely by the kernel's OOM killer: {counter} {Rose(rise)} while it ran");
        string elsewhere = machine is { } kills ? $" (that of the whole machine {Rose(kills)})" : "";
        // Version 1 does not tell where an ended process last was, and counts in no cgroup above it.
        return isOlder
            ? new(null, $"{Killed}, hardly by the kernel's OOM killer: {counter} did not rise while it ran{elsewhere}, but it may have moved to another one")
            : new(false, $"{Killed}, but not by the kernel's OOM killer: {counter} did not rise while it ran{elsewhere}");
    }

    /// <summary>The lowest cgroup around the process's last one that was already counted when it started: with version 2 it counts those below it, too.</summary>
    private static (string Path, long Rise)? Nearest(OomKills before, OomKills after)
    {
        foreach (CgroupOomKills now in after.Cgroups)
        {
            foreach (CgroupOomKills old in before.Cgroups)
            {
                if (old.Path == now.Path && now.Count >= old.Count)
                    return (now.Path, now.Count - old.Count);
            }
        }

        return null;
    }

    private static string Rose(long by) => string.Create(CultureInfo.InvariantCulture, $"rose by {by}");
}
