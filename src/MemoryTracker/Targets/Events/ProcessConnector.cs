using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// The kernel's process connector (drivers/connector/cn_proc.c, CONFIG_PROC_EVENTS): tells of every fork, exec and exit on the machine, in the initial namespaces only. On
/// newer kernels every user may listen, on older ones it takes CAP_NET_ADMIN.
/// </summary>
internal sealed class ProcessConnector : IDisposable
{
    private const uint Listen = 1;
    private const uint Ignore = 2;

    // Names our request among those of others, whose answers we get too.
    private static readonly uint Mark = (uint)Environment.ProcessId;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly NetlinkSocket _socket = new(NetlinkSocket.Connector, ConnectorEvent.Group);

    private ProcessConnector() => _socket.Filter(Wanted);

    public int Descriptor => _socket.Descriptor;

    /// <summary>
    /// The making of a thread is thrown away before it wakes us. The end of one is not: it may be the last of a process whose first thread ended long before,
    /// and only its exit code tells how that process ended.
    /// </summary>
    internal static ReadOnlySpan<FilterStep> Wanted => new FilterStep[]
    {
        FilterStep.Load(ConnectorEvent.KindPlace),
        FilterStep.SkipIfEqual((uint)ConnectorEventKind.Exit, 9),
        FilterStep.SkipIfEqual((uint)ConnectorEventKind.Exec, 8),
        FilterStep.SkipIfEqual((uint)ConnectorEventKind.Answered, 7),
        FilterStep.SkipIfEqual((uint)ConnectorEventKind.Fork, 1),
        FilterStep.Drop,
        FilterStep.Load(ConnectorEvent.ChildThreadPlace),
        FilterStep.Keep,
        FilterStep.Load(ConnectorEvent.ChildProcessPlace),
        FilterStep.SkipIfKept(1),
        FilterStep.Drop,
        FilterStep.Pass,
    };

    /// <summary>Begins to listen; null, with why in words, where the kernel tells nothing.</summary>
    public static ProcessConnector? TryListen(ProcRoot root, out string? whyNot)
    {
        whyNot = "the kernel tells of process events in the machine's own PID and user namespaces only";
        if (Namespaces.IsInitialPid(root) == false || Namespaces.IsInitialUser(root) == false)
            return null;
        ProcessConnector? connector = null;
        try
        {
            connector = new ProcessConnector();
            whyNot = connector.Ask(Listen) is { } refused ? Refused(Errno.Describe(refused)) : connector.AwaitAnswer();
        }
        catch (IOException error)
        {
            whyNot = Refused(error.Message);
        }

        if (whyNot is null)
            return connector;
        connector?.Dispose();
        return null;
    }

    /// <summary>Takes the next datagram, if one waits.</summary>
    public NetlinkReceipt Receive(Span<byte> buffer, out ReadOnlySpan<byte> datagram) => _socket.Receive(buffer, out datagram);

    public void Dispose()
    {
        // Older kernels do not notice that a listener has gone, and would go on to tell nobody. There is nobody to complain to either if it is refused.
        _ = Ask(Ignore);
        _socket.Dispose();
    }

    private static string Refused(string why) => $"the kernel's process connector is refused: {why}";

    /// <summary>Asks the kernel for something; the error number when that is refused.</summary>
    private int? Ask(uint operation)
    {
        Span<byte> request = stackalloc byte[NetlinkMessages.HeaderSize + ConnectorEvent.HeaderSize + sizeof(uint)];
        request.Clear();
        NetlinkMessages.WriteHeader(request, NetlinkMessages.Done, isAnswered: false);
        Span<byte> message = request[NetlinkMessages.HeaderSize..];
        _ = BitConverter.TryWriteBytes(message, ConnectorEvent.Group);
        _ = BitConverter.TryWriteBytes(message[4..], ConnectorEvent.Value);
        _ = BitConverter.TryWriteBytes(message[12..], Mark);
        _ = BitConverter.TryWriteBytes(message[16..], (ushort)sizeof(uint));
        _ = BitConverter.TryWriteBytes(message[ConnectorEvent.HeaderSize..], operation);
        return _socket.TrySend(request, out int error) ? null : error;
    }

    /// <summary>Waits for the kernel's word that it will tell; why not, when it does not.</summary>
    private string? AwaitAnswer()
    {
        byte[] buffer = new ProcBuffer().Bytes;
        long end = Clock.Now + (long)Patience.TotalNanoseconds;
        for (long now = Clock.Now; now < end; now = Clock.Now)
        {
            if (!Linux.Descriptor.IsReady(Descriptor, LibC.PollIn, TimeSpan.FromMicroseconds((end - now) / 1e3)))
                continue;
            _ = Receive(buffer, out ReadOnlySpan<byte> datagram);
            NetlinkMessages messages = new(datagram);
            while (messages.MoveNext())
            {
                if (ConnectorEvent.Parse(messages.Payload) is { Kind: ConnectorEventKind.Answered } answer && answer.Answers == Mark + 1)
                    return answer.Code == 0 ? null : Refused(Errno.Describe(answer.Code));
            }
        }

        return $"the kernel's process connector does not answer within {Patience.TotalMilliseconds:0} ms";
    }
}
