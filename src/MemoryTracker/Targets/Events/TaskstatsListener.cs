using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// Listens to taskstats (kernel/taskstats.c, CONFIG_TASKSTATS), a family of generic netlink, which tells what each thread on the machine was when it ends. It takes
/// CAP_NET_ADMIN.
/// </summary>
internal sealed class TaskstatsListener : IDisposable
{
    private const ushort Controller = 16;
    private const byte FindFamily = 3;
    private const ushort FamilyNumber = 1;
    private const ushort FamilyName = 2;
    private const byte Get = 1;
    private const ushort OfThread = 1;
    private const ushort Register = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly NetlinkSocket _socket = new(NetlinkSocket.Generic, 0);
    private readonly byte[] _buffer = new ProcBuffer().Bytes;
    private ushort _family;

    public int Descriptor => _socket.Descriptor;

    /// <summary>Begins to listen; null where the kernel does not have it, or not for this user, or lays it out in a way that is not known.</summary>
    public static TaskstatsListener? TryListen()
    {
        // The CPUs whose threads we want to hear of: the kernel takes none that cannot be.
        byte[]? cpus = ProcFile.ReadOnce("/sys/devices/system/cpu/possible");
        if (cpus is null)
            return null;
        TaskstatsListener? listener = null;
        try
        {
            listener = new TaskstatsListener();
            if (listener.FindsFamily() && listener.UnderstandsItself() && listener.Registers(cpus.AsSpan().TrimEnd((byte)'\n')))
                return listener;
        }
        catch (IOException)
        {
            // As said: null. Generic netlink may be kept from us altogether, by a sandbox.
        }

        listener?.Dispose();
        return null;
    }

    /// <summary>Takes the next datagram, if one waits.</summary>
    public NetlinkReceipt Receive(Span<byte> buffer, out ReadOnlySpan<byte> datagram) => _socket.Receive(buffer, out datagram);

    /// <summary>Whether a message is of this family.</summary>
    public bool IsOurs(ushort type) => type == _family;

    // The kernel forgets a listener that is gone when it next has something to tell.
    public void Dispose() => _socket.Dispose();

    private bool FindsFamily()
    {
        ReadOnlySpan<byte> answer = Ask(Controller, FindFamily, FamilyName, "TASKSTATS\0"u8, out _);
        ReadOnlySpan<byte> number = answer.Length < NetlinkMessages.GenericHeaderSize ? default : NetlinkAttributes.Find(answer[NetlinkMessages.GenericHeaderSize..], FamilyNumber);
        _family = number.Length < sizeof(ushort) ? (ushort)0 : BitConverter.ToUInt16(number);
        return _family != 0;
    }

    /// <summary>Asks for what it would tell of ourselves, to see that it is understood.</summary>
    private bool UnderstandsItself()
    {
        Span<byte> self = stackalloc byte[sizeof(int)];
        _ = BitConverter.TryWriteBytes(self, Environment.ProcessId);
        return TaskStatistics.Parse(Ask(_family, Get, OfThread, self, out _)) is { PeakRss: not null, CpuTime: not null } told
            && told.Process == Environment.ProcessId;
    }

    private bool Registers(ReadOnlySpan<byte> cpus)
    {
        Span<byte> list = stackalloc byte[cpus.Length + 1];
        cpus.CopyTo(list);
        list[^1] = 0;
        _ = Ask(_family, Get, Register, list, out bool isDone);
        return isDone;
    }

    /// <summary>Asks with one attribute, and waits until the kernel has answered and said how that went; what it answered, if anything.</summary>
    private ReadOnlySpan<byte> Ask(ushort family, byte command, ushort attribute, ReadOnlySpan<byte> value, out bool isDone)
    {
        int length = NetlinkMessages.HeaderSize + NetlinkMessages.GenericHeaderSize + NetlinkAttributes.HeaderSize + value.Length;
        Span<byte> request = stackalloc byte[(length + 3) & ~3];
        request.Clear();
        NetlinkMessages.WriteHeader(request, family, isAnswered: true);
        request[NetlinkMessages.HeaderSize] = command;
        request[NetlinkMessages.HeaderSize + 1] = 1;
        Span<byte> written = request[(NetlinkMessages.HeaderSize + NetlinkMessages.GenericHeaderSize)..];
        _ = BitConverter.TryWriteBytes(written, (ushort)(NetlinkAttributes.HeaderSize + value.Length));
        _ = BitConverter.TryWriteBytes(written[2..], attribute);
        value.CopyTo(written[NetlinkAttributes.HeaderSize..]);
        isDone = false;
        return _socket.TrySend(request, out _) ? Await(family, out isDone) : default;
    }

    private byte[] Await(ushort family, out bool isDone)
    {
        byte[] answer = [];
        while (Linux.Descriptor.IsReady(Descriptor, LibC.PollIn, Patience))
        {
            _ = Receive(_buffer, out ReadOnlySpan<byte> datagram);
            NetlinkMessages messages = new(datagram);
            while (messages.MoveNext())
            {
                if (messages.Type == family)
                    answer = messages.Payload.ToArray();
                if (messages.Type == NetlinkMessages.Error)
                {
                    isDone = messages.Payload.Length >= sizeof(int) && BitConverter.ToInt32(messages.Payload) == 0;
                    return answer;
                }
            }
        }

        isDone = false;
        return answer;
    }
}
