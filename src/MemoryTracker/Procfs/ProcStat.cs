namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/stat (proc_pid_stat(5), fs/proc/array.c). The name in it may hold spaces, brackets and newlines,
/// so fields are counted from the last <c>)</c>. Its field 24 (rss) is never used: it is the per-CPU counter's rough figure.
/// </summary>
internal readonly struct ProcStat
{
    private const uint KernelThreadFlag = 0x00200000;
    private const int StateField = 3;
    private const int FlagsField = 9;
    private const int StartField = 22;

    /// <summary><c>Z</c> for a zombie, <c>X</c> for a dead task, others for living ones.</summary>
    public char State { get; private init; }

    /// <summary>PF_KTHREAD of include/linux/sched.h: one of the kernel's own.</summary>
    public bool IsKernelThread { get; private init; }

    /// <summary>When the process started, in clock ticks since boot: with the PID it names one process for good.</summary>
    public ulong StartTicks { get; private init; }

    /// <summary>Reads the line; null when it is not one.</summary>
    public static ProcStat? Parse(ReadOnlySpan<byte> text)
    {
        int nameEnd = text.LastIndexOf((byte)')');
        if (nameEnd < 0)
            return null;
        ReadOnlySpan<byte> fields = text[(nameEnd + 1)..];
        ReadOnlySpan<byte> state = Field(fields, StateField);
        return state.Length == 1
            && ProcNumber.Unsigned(Field(fields, FlagsField)) is { } flags and <= uint.MaxValue
            && ProcNumber.Unsigned(Field(fields, StartField)) is { } start
                ? new ProcStat { State = (char)state[0], IsKernelThread = (flags & KernelThreadFlag) != 0, StartTicks = start }
                : null;
    }

    /// <summary>
    /// A field by its number in proc_pid_stat(5); the text starts behind field 2, the name. None that is used here is the last of the line, so
    /// one with nothing behind it has been cut, and is none.
    /// </summary>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, int number)
    {
        text = text.TrimStart((byte)' ');
        int current = StateField;
        foreach (Range range in text.Split((byte)' '))
        {
            if (current++ == number)
                return range.End.GetOffset(text.Length) < text.Length ? text[range] : default;
        }

        return default;
    }
}
