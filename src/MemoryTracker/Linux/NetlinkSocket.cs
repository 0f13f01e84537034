namespace MemoryTracker.Linux;

/// <summary>A socket on which the kernel itself answers and tells (netlink(7)); it never waits.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    /// <summary>NETLINK_CONNECTOR of include/uapi/linux/netlink.h.</summary>
    public const int Connector = 11;

    /// <summary>NETLINK_GENERIC.</summary>
    public const int Generic = 16;

    private const int RoomWanted = 8 << 20;

    /// <summary>Opens one with as much room for what waits to be read as this user may have.</summary>
    /// <param name="protocol">What it is about.</param>
    /// <param name="groups">Which of its groups it listens to, a bit for each.</param>
    /// <exception cref="IOException">The kernel has no such thing, or not for this user.</exception>
    public NetlinkSocket(int protocol, uint groups)
    {
        Descriptor = LibC.Socket(LibC.NetlinkFamily, LibC.Datagram | LibC.CloseOnExec | LibC.NonBlocking, protocol);
        LibC.NetlinkAddress address = new() { Family = LibC.NetlinkFamily, Groups = groups };
        if (Descriptor < 0 || LibC.Bind(Descriptor, &address, (uint)sizeof(LibC.NetlinkAddress)) != 0)
        {
            int error = Errno.Last;
            if (Descriptor >= 0)
                _ = LibC.Close(Descriptor);
            throw new IOException(Errno.Describe(error), error);
        }

        int room = RoomWanted;
        // Only CAP_NET_ADMIN may have more than /proc/sys/net/core/rmem_max; others get as much as that.
        if (LibC.SetSocketOption(Descriptor, LibC.SocketLevel, LibC.ReceiveBufferForce, &room, sizeof(int)) != 0)
            _ = LibC.SetSocketOption(Descriptor, LibC.SocketLevel, LibC.ReceiveBuffer, &room, sizeof(int));
    }

    public int Descriptor { get; }

    /// <summary>From now on only messages that pass the program are received. Without it all are, which only costs time.</summary>
    public void Filter(ReadOnlySpan<FilterStep> steps)
    {
        fixed (FilterStep* first = steps)
        {
            LibC.FilterProgram program = new() { Length = (ushort)steps.Length, Steps = first };
            _ = LibC.SetSocketOption(Descriptor, LibC.SocketLevel, LibC.AttachFilter, &program, (uint)sizeof(LibC.FilterProgram));
        }
    }

    /// <summary>Sends a message to the kernel.</summary>
    public bool TrySend(ReadOnlySpan<byte> message, out int error)
    {
        fixed (byte* start = message)
            error = LibC.Write(Descriptor, start, message.Length) == message.Length ? 0 : Errno.Last;
        return error == 0;
    }

    /// <summary>Takes the next datagram, if one waits.</summary>
    /// <param name="buffer">Where it is left.</param>
    /// <param name="datagram">The part of the buffer that it fills.</param>
    /// <exception cref="IOException">The socket is unusable.</exception>
    public NetlinkReceipt Receive(Span<byte> buffer, out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        LibC.NetlinkAddress sender = default;
        uint length = (uint)sizeof(LibC.NetlinkAddress);
        nint count;
        fixed (byte* start = buffer)
        {
            while ((count = LibC.ReceiveFrom(Descriptor, start, buffer.Length, LibC.TellWholeLength, &sender, &length)) < 0)
            {
                if (Errno.Last == Errno.TryAgain)
                    return NetlinkReceipt.Nothing;
                if (Errno.Last == Errno.NoBufferSpace)
                    return NetlinkReceipt.Lost;
                if (Errno.Last != Errno.Interrupted)
                    throw new IOException($"recvfrom: {Errno.Describe(Errno.Last)}", Errno.Last);
            }
        }

        // Every process may send to a netlink socket; only what the kernel says counts.
        if (sender.Port == 0 && length == sizeof(LibC.NetlinkAddress) && count <= buffer.Length)
            datagram = buffer[..(int)count];
        return NetlinkReceipt.Datagram;
    }

    public void Dispose() => _ = LibC.Close(Descriptor);
}
