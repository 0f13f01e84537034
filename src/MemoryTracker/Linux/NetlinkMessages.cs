namespace MemoryTracker.Linux;

/// <summary>The messages of a netlink datagram (struct nlmsghdr of include/uapi/linux/netlink.h). What is cut off or claims to be longer than there is ends them.</summary>
internal ref struct NetlinkMessages(ReadOnlySpan<byte> datagram)
{
    /// <summary>The bytes before what a message says.</summary>
    public const int HeaderSize = 16;

    /// <summary>The bytes at the beginning of what a message of generic netlink says, before its attributes (struct genlmsghdr).</summary>
    public const int GenericHeaderSize = 4;

    /// <summary>NLMSG_ERROR: an error number, negated, or 0 for "done as asked".</summary>
    public const ushort Error = 2;

    /// <summary>NLMSG_DONE: the last of a list; what the connector tells has this type, too.</summary>
    public const ushort Done = 3;

    private const ushort Request = 1;
    private const ushort Acknowledge = 4;

    private ReadOnlySpan<byte> _rest = datagram;

    /// <summary>What kind of message it is.</summary>
    public ushort Type { get; private set; }

    /// <summary>What it says.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Writes the header of a request that fills the whole buffer.</summary>
    /// <param name="message">Where.</param>
    /// <param name="type">What kind of message it is.</param>
    /// <param name="isAnswered">Whether the kernel shall say that it has done as asked.</param>
    public static void WriteHeader(Span<byte> message, ushort type, bool isAnswered)
    {
        message[..HeaderSize].Clear();
        _ = BitConverter.TryWriteBytes(message, message.Length);
        _ = BitConverter.TryWriteBytes(message[4..], type);
        _ = BitConverter.TryWriteBytes(message[6..], (ushort)(isAnswered ? Request | Acknowledge : Request));
    }

    /// <summary>Goes to the next message; false when there is none.</summary>
    public bool MoveNext()
    {
        uint length = _rest.Length < HeaderSize ? 0 : BitConverter.ToUInt32(_rest);
        if (length < HeaderSize || length > _rest.Length)
        {
            _rest = default;
            return false;
        }

        Type = BitConverter.ToUInt16(_rest[4..]);
        Payload = _rest[HeaderSize..(int)length];
        _rest = _rest[Math.Min(((int)length + 3) & ~3, _rest.Length)..];
        return true;
    }
}
