using MemoryTracker.Linux;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// One message of the process connector: struct cn_msg of include/uapi/linux/connector.h, and in it struct proc_event of include/uapi/linux/cn_proc.h. Its
/// <c>pid</c> is what others call a thread and its <c>tgid</c> a process.
/// </summary>
internal readonly record struct ConnectorEvent
{
    /// <summary>CN_IDX_PROC: which of the connector's groups, and at once who of it speaks.</summary>
    public const int Group = 1;

    /// <summary>CN_VAL_PROC.</summary>
    public const int Value = 1;

    /// <summary>The bytes of struct cn_msg before its data.</summary>
    public const int HeaderSize = 20;

    /// <summary>Where in a netlink datagram it says what happened.</summary>
    public const int KindPlace = NetlinkMessages.HeaderSize + HeaderSize;

    /// <summary>Where in a netlink datagram a fork says which thread is new.</summary>
    public const int ChildThreadPlace = KindPlace + BodyOffset + 8;

    /// <summary>Where in a netlink datagram a fork says to which process that belongs.</summary>
    public const int ChildProcessPlace = KindPlace + BodyOffset + 12;

    private const int AnswerOffset = 12;
    private const int LengthOffset = 16;
    private const int TimeOffset = 8;
    private const int BodyOffset = 16;

    // Every kernel since 2.6.15 tells at least as much: fork's part is the shortest that they all had room for.
    private const int LeastLength = BodyOffset + 16;

    /// <summary>What happened.</summary>
    public ConnectorEventKind Kind { get; private init; }

    /// <summary>The thread that is new, has become another program or has ended.</summary>
    public int Thread { get; private init; }

    /// <summary>The process to which it belongs.</summary>
    public int Process { get; private init; }

    /// <summary>Of a fork, the new process's parent.</summary>
    public int Parent { get; private init; }

    /// <summary>When, in nanoseconds of CLOCK_MONOTONIC as the kernel tells it.</summary>
    public long At { get; init; }

    /// <summary>Of an exit the thread's exit code, a status as of wait(2); of an answer the error number, or 0.</summary>
    public int Code { get; private init; }

    /// <summary>Of an answer, one more than the number that the request bore.</summary>
    public uint Answers { get; private init; }

    /// <summary>Reads what a netlink message says; null when it is none of these, or cut.</summary>
    public static ConnectorEvent? Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderSize || BitConverter.ToInt32(payload) != Group || BitConverter.ToInt32(payload[4..]) != Value)
            return null;
        int length = BitConverter.ToUInt16(payload[LengthOffset..]);
        if (length < LeastLength || length > payload.Length - HeaderSize)
            return null;
        ReadOnlySpan<byte> told = payload.Slice(HeaderSize, length);
        ReadOnlySpan<byte> body = told[BodyOffset..];
        (int first, int second, int third, int fourth) =
            (BitConverter.ToInt32(body), BitConverter.ToInt32(body[4..]), BitConverter.ToInt32(body[8..]), BitConverter.ToInt32(body[12..]));
        ConnectorEvent found = new() { Kind = (ConnectorEventKind)BitConverter.ToUInt32(told), At = BitConverter.ToInt64(told[TimeOffset..]) };
        return found.Kind switch
        {
            ConnectorEventKind.Answered => found with { Code = first, Answers = BitConverter.ToUInt32(payload[AnswerOffset..]) },
            ConnectorEventKind.Fork => found with { Parent = second, Thread = third, Process = fourth },
            ConnectorEventKind.Exec => found with { Thread = first, Process = second },
            ConnectorEventKind.Exit => found with { Thread = first, Process = second, Code = third },
            _ => null,
        };
    }
}
