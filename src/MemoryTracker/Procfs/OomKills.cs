namespace MemoryTracker.Procfs;

/// <summary>
/// How many processes the kernel's OOM killer has ended so far: <c>oom_kill</c> of /proc/vmstat, and of memory.events (cgroup v2) or memory.oom_control
/// (v1). Each kill is counted for the machine and for the cgroup of the killed process (__oom_kill_process in mm/oom_kill.c, Linux 4.13), whichever limit was the reason.
/// </summary>
/// <param name="Machine">On the whole machine since it started, whatever container we are in; null when the kernel does not tell.</param>
/// <param name="Cgroup">Which cgroup was looked at; null when it cannot be told.</param>
/// <param name="Cgroups">In that cgroup and those above it, as far as they tell: the root of version 2 does not.</param>
internal sealed record OomKills(long? Machine, MemoryCgroup? Cgroup, IReadOnlyList<CgroupOomKills> Cgroups)
{
    /// <summary>Reads the counters that concern a process.</summary>
    public static OomKills Read(int pid, ProcRoot root, string cgroups) => Read(MemoryCgroup.Of(pid, root, cgroups), root);

    /// <summary>
    /// Reads them again when the process has ended. With version 2 a zombie still shows its cgroup, which may have become another; with version 1 it shows the
    /// root, so that the cgroup of before is looked at again.
    /// </summary>
    public OomKills ReadAgain(int pid, ProcRoot root, string cgroups) =>
        Read(Cgroup is { IsOlder: true } ? Cgroup : MemoryCgroup.Of(pid, root, cgroups) ?? Cgroup, root);

    /// <summary>The number behind <c>oom_kill</c> at the start of a line; null when there is none.</summary>
    internal static long? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> key = "oom_kill "u8;
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            if (line.StartsWith(key))
                return ProcNumber.Whole(line[key.Length..]);
            text = end < 0 ? default : text[(end + 1)..];
        }

        return null;
    }

    private static OomKills Read(MemoryCgroup? cgroup, ProcRoot root) =>
        new(Parse(ProcFile.ReadOnce($"{root.Path}/vmstat")), cgroup, cgroup is { } known ? [.. Counters(known)] : []);

    private static IEnumerable<CgroupOomKills> Counters(MemoryCgroup cgroup) =>
        from path in cgroup.Upwards
        let count = Parse(cgroup.Read(path, cgroup.IsOlder ? "memory.oom_control" : "memory.events"))
        where count is not null
        select new CgroupOomKills(path, count.Value);
}
