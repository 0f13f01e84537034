namespace MemoryTracker.Load.Accounts;

/// <summary>
/// What the kernel's score for the case that memory runs out must be, computed by its own rule (oom_badness in mm/oom_kill.c, proc_oom_score in
/// fs/proc/base.c) from pages: those of the machine and of the process's page tables, and its owner's adjustment.
/// </summary>
internal readonly record struct KillScore(long MachinePages, long TablePages, long Adjustment)
{
    public static KillScore Read()
    {
        ReadOnlySpan<byte> machine = ProcText.Read("/proc/meminfo");
        long machinePages = Pages(ProcText.Number(machine, "MemTotal:"u8) + ProcText.Number(machine, "SwapTotal:"u8));
        long tablePages = Pages(ProcText.Number(ProcText.Read("/proc/self/status"), "VmPTE:"u8));
        return new(machinePages, tablePages, ProcText.Number(ProcText.Read("/proc/self/oom_score_adj"), ""u8));
    }

    /// <summary>The score of a process that has so many bytes in memory and on the swap device.</summary>
    public long Of(long bytes)
    {
        long badness = (bytes / Environment.SystemPageSize) + TablePages + (Adjustment * (MachinePages / 1000));
        return (1000 + (badness * 1000 / MachinePages)) * 2 / 3;
    }

    private static long Pages(long kibibytes) => kibibytes * 1024 / Environment.SystemPageSize;
}
