using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// What taskstats tells when a thread ends: struct taskstats of include/uapi/linux/taskstats.h, filled in kernel/taskstats.c and kernel/tsacct.c. Used are
/// fields of all versions since 3 (Linux 2.6.19), which lie at the same place in all but version 15 (Linux 6.14, mended in 16), where others were put before them.
/// When the last of several threads ends, the message has a second part with what all of them used.
/// </summary>
/// <param name="Process">The process, if it has ended with this thread or this is its first one; otherwise the thread, whose number no process has.</param>
/// <param name="Command">The thread's name.</param>
/// <param name="PeakRss">The highest RSS of its memory, in bytes; null when unknown.</param>
/// <param name="CpuTime">
/// CPU time in nanoseconds: of all threads of the process, ended ones included, when it has ended with this one, else of this one. Null when unknown, as
/// where several threads had it and the kernel is built without CONFIG_TASK_DELAY_ACCT.
/// </param>
internal readonly record struct TaskStatistics(int Process, CommandName Command, long? PeakRss, long? CpuTime)
{
    // TASKSTATS_TYPE_*.
    private const ushort OfThread = 4;
    private const ushort OfProcess = 5;
    private const ushort ThreadNumber = 1;
    private const ushort ProcessNumber = 2;
    private const ushort Statistics = 3;

    private const int FirstVersion = 3;
    private const int DisplacedVersion = 15;
    private const int Displacement = 48;

    // cpu_run_virtual_total, the scheduler's own count in ns: 0 without CONFIG_TASK_DELAY_ACCT.
    private const int RunTimeOffset = 72;
    private const int CommandOffset = 80;
    private const int CommandLength = 32;
    private const int PidOffset = 128;

    // ac_utime and ac_stime in µs: counted by the kernel's ticks on most machines.
    private const int UserTimeOffset = 152;
    private const int SystemTimeOffset = 160;

    // hiwater_rss in KiB: 0 without CONFIG_TASK_XACCT, and of a task without memory of its own.
    private const int PeakOffset = 200;
    private const int LeastLength = 208;

    /// <summary>Reads what a message of the taskstats family says; null when it is none, cut, or of a layout that is not known.</summary>
    public static TaskStatistics? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < NetlinkMessages.GenericHeaderSize)
            return null;
        ReadOnlySpan<byte> attributes = payload[NetlinkMessages.GenericHeaderSize..];
        ReadOnlySpan<byte> ofThread = NetlinkAttributes.Find(attributes, OfThread);
        ReadOnlySpan<byte> number = NetlinkAttributes.Find(ofThread, ThreadNumber);
        ReadOnlySpan<byte> thread = Fields(NetlinkAttributes.Find(ofThread, Statistics));
        // Where the struct does not hold the number that stands beside it, it is not laid out as we think.
        if (number.Length < sizeof(int) || thread.IsEmpty || BitConverter.ToInt32(thread[PidOffset..]) != BitConverter.ToInt32(number))
            return null;

        ReadOnlySpan<byte> command = thread.Slice(CommandOffset, CommandLength);
        int end = command.IndexOf((byte)0);
        TaskStatistics told = new(
            BitConverter.ToInt32(number),
            new CommandName(end < 0 ? command : command[..end]),
            Known(thread, PeakOffset, 1024),
            Known(thread, RunTimeOffset, 1) ?? Sum(Known(thread, UserTimeOffset, 1000), Known(thread, SystemTimeOffset, 1000)));
        ReadOnlySpan<byte> ofProcess = NetlinkAttributes.Find(attributes, OfProcess);
        if (ofProcess.IsEmpty)
            return told;
        ReadOnlySpan<byte> process = NetlinkAttributes.Find(ofProcess, ProcessNumber);
        if (process.Length < sizeof(int))
            return null;
        ReadOnlySpan<byte> total = Fields(NetlinkAttributes.Find(ofProcess, Statistics));
        // Of the sum the kernel fills in no more than what delay accounting counts: the peak is that of the thread, whose memory was everybody's.
        return told with { Process = BitConverter.ToInt32(process), CpuTime = total.IsEmpty ? null : Known(total, RunTimeOffset, 1) };
    }

    /// <summary>The struct, shifted so that the places above are right; empty when it is too short or too old.</summary>
    private static ReadOnlySpan<byte> Fields(ReadOnlySpan<byte> statistics)
    {
        int version = statistics.Length < LeastLength ? 0 : BitConverter.ToUInt16(statistics);
        ReadOnlySpan<byte> fields = version == DisplacedVersion ? statistics[Displacement..] : statistics;
        return version < FirstVersion || fields.Length < LeastLength ? default : fields;
    }

    /// <summary>A figure in a unit of ours; null when it is 0, which the kernel leaves where it knows nothing, or too large to be one.</summary>
    private static long? Known(ReadOnlySpan<byte> fields, int offset, long unit) =>
        BitConverter.ToUInt64(fields[offset..]) is var figure and > 0 && figure <= (ulong)(long.MaxValue / unit / 2) ? (long)figure * unit : null;

    private static long? Sum(long? one, long? other) => one is null && other is null ? null : (one ?? 0) + (other ?? 0);
}
