using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Doctor;

/// <summary>How much memory there is, and what time is like here.</summary>
internal static class MachineChecks
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Check> Of(int pid, ProcRoot root, string cgroups) =>
        [Memory(root), Limit(MemoryLimit.Of(pid, root, cgroups)), KernelTick(), TimerSlack(root)];

    private static Check Memory(ProcRoot root) => Machine.MemoryBytes(root) is { } bytes
        ? new(Topics.Machine, "memory", true, $"{Readable.Bytes(bytes)}, {Readable.Count(Environment.ProcessorCount, "CPU")}")
        : new(Topics.Machine, "memory", null, "/proc/meminfo does not tell");

    private static Check Limit(MemoryLimit? limit) => limit switch
    {
        null => new(Topics.Machine, "memory limit", null, "of the process's cgroup: cannot be told"),
        { Bytes: { } bytes } => new(Topics.Machine, "memory limit", true, $"{Readable.Bytes(bytes)} for all processes of its cgroup, page cache included"),
        _ => new(Topics.Machine, "memory limit", true, "none for the process's cgroup"),
    };

    private static Check KernelTick()
    {
        TimeSpan tick = Clock.KernelTick;
        string told = $"CPU is told over {Readable.Duration(tick * FigureMaker.TicksOfARate)} or more";
        return new(Topics.Time, "kernel tick", true, $"{Readable.Duration(tick)}: the CPU clock of a running thread moves that often, {told}");
    }

    private static Check TimerSlack(ProcRoot root) =>
        ProcFile.ReadOnce($"{root.Path}/self/timerslack_ns") is { } text && ProcNumber.Whole(text.AsSpan().TrimEnd((byte)'\n')) is { } slack
            ? new(Topics.Time, "timer slack", true, $"{Readable.Duration(TimeSpan.FromMicroseconds(slack / 1e3))}: our ticks come from a timerfd, which has none")
            : new(Topics.Time, "timer slack", null, "/proc does not tell: our ticks come from a timerfd, which has none");
}
