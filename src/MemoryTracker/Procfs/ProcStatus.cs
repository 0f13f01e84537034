using System.Globalization;
using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/status (fs/proc/array.c, fs/proc/task_mmu.c). The memory lines are missing for a kernel thread, a
/// zombie and a process that is just giving its memory back: their fields are then null, unknown, and never 0.
/// </summary>
internal readonly struct ProcStatus
{
    /// <summary>How far the mark may be from the highest exact sum, in bytes: the kernel sets it from counters that are rough by some pages for each CPU.</summary>
    public const long Roughness = 1 << 20;

    /// <summary>The command name of the task.</summary>
    public CommandName Name { get; private init; }

    /// <summary><c>R</c>, <c>S</c>, <c>D</c>, <c>T</c>, <c>Z</c> (zombie), <c>X</c> (dead) and others; NUL when unknown.</summary>
    public char State { get; private init; }

    /// <summary>The process to which the task belongs: its own number for a process, another for a thread.</summary>
    public long? ThreadGroup { get; private init; }

    /// <summary>The number of the user whose process it is (the real one of Uid).</summary>
    public long? User { get; private init; }

    /// <summary>VmRSS in bytes: resident anonymous, file and shared memory, summed exactly since Linux 6.12.88 and 6.16.</summary>
    public long? Rss { get; private init; }

    /// <summary>VmHWM in bytes: the highest RSS since the program was started by exec or the mark was reset through clear_refs.</summary>
    public long? HighWater { get; private init; }

    /// <summary>Whether the process is one of the kernel's own (<c>Kthread: 1</c>, Linux 6.8); null on older kernels.</summary>
    public bool? IsKernelThread { get; private init; }

    /// <summary>Everything that is asked when a process is chosen.</summary>
    public static ProcStatus Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> state = Line(text, "\nState:"u8);
        ReadOnlySpan<byte> users = Line(text, "\nUid:"u8);
        return ParseTick(text) with
        {
            State = state.IsEmpty ? '\0' : (char)state[0],
            ThreadGroup = ProcNumber.Whole(Line(text, "\nTgid:"u8)),
            User = ProcNumber.Whole(users[..Math.Max(0, users.IndexOf((byte)'\t'))]),
            IsKernelThread = ProcNumber.Whole(Line(text, "\nKthread:"u8)) is { } flag ? flag != 0 : null,
        };
    }

    /// <summary>Whether SIGCHLD is among the signals that are ignored (SigIgn, a number in hexadecimal with a bit for each signal).</summary>
    public static bool IgnoresChildren(ReadOnlySpan<byte> text) =>
        ulong.TryParse(Line(text, "\nSigIgn:"u8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ignored)
        && (ignored & (1UL << (LibC.ChildEnded - 1))) != 0;

    /// <summary>The few fields that every tick needs.</summary>
    public static ProcStatus ParseTick(ReadOnlySpan<byte> text)
    {
        // The name stands in the first line, in which a newline is escaped: no name can forge another line.
        ReadOnlySpan<byte> name = text.StartsWith("Name:\t"u8) ? text["Name:\t"u8.Length..] : default;
        int end = name.IndexOf((byte)'\n');
        name = end < 0 ? default : name[..end];

        // VmRSS follows VmHWM directly, so the second search is short.
        ReadOnlySpan<byte> rest = text[name.Length..];
        int mark = rest.IndexOf("\nVmHWM:"u8);
        ReadOnlySpan<byte> memory = mark < 0 ? rest : rest[mark..];
        return new ProcStatus
        {
            Name = CommandName.Unescape(name),
            HighWater = mark < 0 ? null : ProcNumber.Kibibytes(Line(memory, "\nVmHWM:"u8)),
            Rss = ProcNumber.Kibibytes(Line(memory, "\nVmRSS:"u8)),
        };
    }

    /// <summary>What stands behind the key, without the white space around it; empty when there is no such line.</summary>
    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        int start = text.IndexOf(key);
        if (start < 0)
            return default;
        ReadOnlySpan<byte> value = text[(start + key.Length)..];
        int end = value.IndexOf((byte)'\n');
        return (end < 0 ? default : value[..end]).Trim(" \t"u8);
    }
}
