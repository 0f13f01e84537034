namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/stat (proc_pid_stat(5), fs/proc/array.c). The name in it may hold spaces, brackets and newlines,
/// so fields are counted from the last <c>)</c>. Its field 24 (rss) is never used: it is the per-CPU counter's rough figure.
/// </summary>
internal readonly record struct ProcStat
{
    private const uint KernelThreadFlag = 0x00200000;
    private const int StateField = 3;
    private const int FlagsField = 9;
    private const int MinorFaultsField = 10;
    private const int MajorFaultsField = 12;
    private const int UserTimeField = 14;
    private const int SystemTimeField = 15;
    private const int ThreadsField = 20;
    private const int StartField = 22;

    /// <summary>
    /// The unit in which the kernel tells CPU time here: 10 ms, whatever its own tick (USER_HZ, include/asm-generic/param.h; the same on every
    /// architecture that this program is built for).
    /// </summary>
    public static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(10);

    /// <summary><c>Z</c> for a zombie, <c>X</c> for a dead task, others for living ones.</summary>
    public char State { get; private init; }

    /// <summary>PF_KTHREAD of include/linux/sched.h: one of the kernel's own.</summary>
    public bool IsKernelThread { get; private init; }

    /// <summary>When the process started, in clock ticks since boot: with the PID it names one process for good.</summary>
    public ulong StartTicks { get; private init; }

    /// <summary>Page faults that needed nothing from storage, of all threads, ended ones included.</summary>
    public long MinorFaults { get; private init; }

    /// <summary>Page faults that had to wait for storage, of all threads, ended ones included.</summary>
    public long MajorFaults { get; private init; }

    /// <summary>CPU time in user mode in <see cref="ClockTick"/>s, of all threads, ended ones included.</summary>
    public long UserTicks { get; private init; }

    /// <summary>CPU time in the kernel in <see cref="ClockTick"/>s, of all threads, ended ones included.</summary>
    public long SystemTicks { get; private init; }

    /// <summary>Threads that have not ended, and the first one even if it has: so more than 1 of a zombie says that others live on.</summary>
    public long Threads { get; private init; }

    /// <summary>Reads the line; null when it is not one.</summary>
    public static ProcStat? Parse(ReadOnlySpan<byte> text)
    {
        int nameEnd = text.LastIndexOf((byte)')');
        if (nameEnd < 0)
            return null;
        ReadOnlySpan<byte> rest = text[(nameEnd + 1)..].TrimStart((byte)' ');
        if (!TryTake(ref rest, out ReadOnlySpan<byte> state) || state.Length != 1)
            return null;
        Span<ulong> numbers = stackalloc ulong[StartField + 1];
        for (int number = StateField + 1; number <= StartField; number++)
        {
            if (!TryTake(ref rest, out ReadOnlySpan<byte> field) || !TryParse(number, field, out numbers[number]))
                return null;
        }

        return new ProcStat
        {
            State = (char)state[0],
            IsKernelThread = (numbers[FlagsField] & KernelThreadFlag) != 0,
            MinorFaults = (long)numbers[MinorFaultsField],
            MajorFaults = (long)numbers[MajorFaultsField],
            UserTicks = (long)numbers[UserTimeField],
            SystemTicks = (long)numbers[SystemTimeField],
            Threads = (long)numbers[ThreadsField],
            StartTicks = numbers[StartField],
        };
    }

    /// <summary>Takes the next field. None that is used here is the last of the line, so one with nothing behind it has been cut, and is none.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        int end = rest.IndexOf((byte)' ');
        field = end < 0 ? default : rest[..end];
        rest = rest[(end + 1)..];
        return end >= 0;
    }

    /// <summary>Reads a field by its number in proc_pid_stat(5); what is not used here may be anything.</summary>
    private static bool TryParse(int number, ReadOnlySpan<byte> field, out ulong value)
    {
        ulong most = number switch
        {
            FlagsField => uint.MaxValue,
            MinorFaultsField or MajorFaultsField or UserTimeField or SystemTimeField or ThreadsField => long.MaxValue,
            StartField => ulong.MaxValue,
            _ => 0,
        };
        value = 0;
        if (most == 0)
            return true;
        ulong? found = ProcNumber.Unsigned(field);
        value = found ?? 0;
        return found <= most;
    }
}
