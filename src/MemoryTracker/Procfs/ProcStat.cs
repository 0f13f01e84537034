namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/stat (proc_pid_stat(5), fs/proc/array.c). The name in it may hold spaces, brackets and newlines,
/// so fields are counted from the last <c>)</c>. Its field 24 (rss) is never used: it is the per-CPU counter's rough figure.
/// </summary>
internal readonly record struct ProcStat
{
    private const uint KernelThreadFlag = 0x00200000;
    private const int StateField = 3;
    private const int ParentField = 4;
    private const int SessionField = 6;
    private const int FlagsField = 9;
    private const int MinorFaultsField = 10;
    private const int ChildMinorFaultsField = 11;
    private const int MajorFaultsField = 12;
    private const int ChildMajorFaultsField = 13;
    private const int UserTimeField = 14;
    private const int SystemTimeField = 15;
    private const int ChildUserTimeField = 16;
    private const int ChildSystemTimeField = 17;
    private const int ThreadsField = 20;
    private const int StartField = 22;
    private const int StackField = 28;

    /// <summary>
    /// The unit in which the kernel tells CPU time here: 10 ms, whatever its own tick (USER_HZ, include/asm-generic/param.h; the same on every
    /// architecture that this program is built for).
    /// </summary>
    public static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(10);

    /// <summary><c>Z</c> for a zombie, <c>X</c> for a dead task, others for living ones.</summary>
    public char State { get; private init; }

    /// <summary>The PID of its parent, or of who took it over when that ended; 0 when there is none or it is outside of our PID namespace.</summary>
    public int Parent { get; private init; }

    /// <summary>The number of its session, which is that of the process that began it; 0 when that is outside of our PID namespace. A zombie still has it.</summary>
    public int Session { get; private init; }

    /// <summary>PF_KTHREAD of include/linux/sched.h: one of the kernel's own.</summary>
    public bool IsKernelThread { get; private init; }

    /// <summary>When the process started, in clock ticks since boot: with the PID it names one process for good.</summary>
    public ulong StartTicks { get; private init; }

    /// <summary>Where its stack begins: the same as long as it runs the same program. 0 when it has no memory any more, or this user may not know.</summary>
    public ulong StackStart { get; init; }

    /// <summary>Page faults that needed nothing from storage, of all threads, ended ones included.</summary>
    public long MinorFaults { get; init; }

    /// <summary>Page faults that had to wait for storage, of all threads, ended ones included.</summary>
    public long MajorFaults { get; init; }

    /// <summary>CPU time in user mode in <see cref="ClockTick"/>s, of all threads, ended ones included.</summary>
    public long UserTicks { get; init; }

    /// <summary>CPU time in the kernel in <see cref="ClockTick"/>s, of all threads, ended ones included.</summary>
    public long SystemTicks { get; init; }

    /// <summary><see cref="MinorFaults"/> of its children that have ended and been waited for, theirs included; none of a parent that ignores SIGCHLD is.</summary>
    public long ChildMinorFaults { get; private init; }

    /// <summary><see cref="MajorFaults"/> of the same children.</summary>
    public long ChildMajorFaults { get; private init; }

    /// <summary><see cref="UserTicks"/> of the same children.</summary>
    public long ChildUserTicks { get; private init; }

    /// <summary><see cref="SystemTicks"/> of the same children.</summary>
    public long ChildSystemTicks { get; private init; }

    /// <summary>How many threads it has; one that has ended and not been waited for has 1, and 0 means that it is just vanishing.</summary>
    public int Threads { get; private init; }

    /// <summary>
    /// Whether no thread of it is left that has not ended. Its own state is its first thread's: that one may have ended before others, or, when another thread
    /// becomes another program, have left its number to that one (de_thread in fs/exec.c).
    /// </summary>
    public bool HasEnded => State is 'Z' or 'X' && Threads <= 1;

    /// <summary>Reads the line; null when it is not one.</summary>
    public static ProcStat? Parse(ReadOnlySpan<byte> text)
    {
        int nameEnd = text.LastIndexOf((byte)')');
        if (nameEnd < 0)
            return null;
        ReadOnlySpan<byte> rest = text[(nameEnd + 1)..].TrimStart((byte)' ');
        if (!TryTake(ref rest, out ReadOnlySpan<byte> state) || state.Length != 1)
            return null;
        Span<ulong> numbers = stackalloc ulong[StackField + 1];
        for (int number = StateField + 1; number <= StackField; number++)
        {
            if (TryTake(ref rest, out ReadOnlySpan<byte> field) && TryParse(number, field, out numbers[number]))
                continue;
            if (number <= StartField)
                return null;
            // The rest is not needed to know the process.
            break;
        }

        return new ProcStat
        {
            State = (char)state[0],
            Parent = (int)numbers[ParentField],
            Session = (int)numbers[SessionField],
            IsKernelThread = (numbers[FlagsField] & KernelThreadFlag) != 0,
            MinorFaults = (long)numbers[MinorFaultsField],
            MajorFaults = (long)numbers[MajorFaultsField],
            UserTicks = (long)numbers[UserTimeField],
            SystemTicks = (long)numbers[SystemTimeField],
            ChildMinorFaults = (long)numbers[ChildMinorFaultsField],
            ChildMajorFaults = (long)numbers[ChildMajorFaultsField],
            ChildUserTicks = (long)numbers[ChildUserTimeField],
            ChildSystemTicks = (long)numbers[ChildSystemTimeField],
            Threads = (int)numbers[ThreadsField],
            StartTicks = numbers[StartField],
            StackStart = numbers[StackField],
        };
    }

    /// <summary>The command name in the line, raw, which may hold brackets of its own; empty when it is not such a line.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOf((byte)'(') + 1;
        int end = text.LastIndexOf((byte)')');
        return start > 0 && end >= start ? text[start..end] : default;
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
            ParentField or SessionField or ThreadsField => int.MaxValue,
            FlagsField => uint.MaxValue,
            MinorFaultsField or MajorFaultsField or UserTimeField or SystemTimeField => long.MaxValue,
            ChildMinorFaultsField or ChildMajorFaultsField or ChildUserTimeField or ChildSystemTimeField => long.MaxValue,
            StartField or StackField => ulong.MaxValue,
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
