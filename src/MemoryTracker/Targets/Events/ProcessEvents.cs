using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets.Events;

/// <summary>
/// What happens to followed processes and to whatever they fork, as the kernel tells it, however short they live: listened to on a thread of its own, taken by
/// the one that records. One for a recording.
/// </summary>
internal sealed class ProcessEvents : IDisposable
{
    // After a waking by others' processes only, as during a build next door, that one does not wake us for each of its events.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(2);

    private readonly ProcessConnector _connector;
    private readonly TaskstatsListener? _taskstats;
    private readonly ProcessLook _look;
    private readonly FollowedProcesses _followed = new();
    private readonly EventQueue _queue = new();
    private readonly EventRound _round;
    private readonly EventFd _end = new();
    private readonly byte[] _buffer = new ProcBuffer().Bytes;
    private readonly WorkThread _thread;
    private volatile bool _isEnding;

    private ProcessEvents(ProcessConnector connector, ProcRoot root)
    {
        _connector = connector;
        _taskstats = TaskstatsListener.TryListen();
        _look = new ProcessLook(root);
        _round = new EventRound(_followed, _look);
        _thread = new WorkThread("events", Listen);
    }

    /// <summary>Whether what a process was in the end is told as well: <see cref="ProcessEventKind.Accounted"/>.</summary>
    public bool TellsPeaks => _taskstats is not null;

    /// <summary>How many events found no room, and how often the kernel lost some, of which it does not say how many.</summary>
    public long Lost => _queue.Lost;

    /// <summary>Begins to listen; null, with why in words, where that cannot be had.</summary>
    public static ProcessEvents? TryListen(ProcRoot root, out string? whyNot)
    {
#pragma warning disable CA2000 // What is made of it closes it.
        ProcessConnector? connector = ProcessConnector.TryListen(root, out whyNot);
#pragma warning restore CA2000
        return connector is null ? null : new ProcessEvents(connector, root);
    }

    /// <summary>
    /// Follows a living process, and what it forks from now on. What it forked before and is not followed must be looked for after this call, so that none is
    /// missed in between; some of that may then be told as well.
    /// </summary>
    public void Follow(int pid) => _followed.Add(pid, Clock.Now);

    /// <summary>What it forks from now on is no more told of; those of its children that are followed themselves still are.</summary>
    public void Unfollow(int pid) => _followed.Remove(pid);

    /// <summary>
    /// Adds what has come to a list, in the order in which it happened to each process. False when events were lost since the last call: then processes may have come and gone
    /// unseen, and those that are there must be looked for, and followed.
    /// </summary>
    public bool Take(List<ProcessEvent> into)
    {
        _thread.ThrowFault();
        return _queue.Take(into);
    }

    public void Dispose()
    {
        _isEnding = true;
        _end.Raise();
        _thread.Join();
        _connector.Dispose();
        _taskstats?.Dispose();
        _look.Dispose();
        _end.Dispose();
    }

    private void Listen()
    {
        ReadOnlySpan<int> sources = _taskstats is null ? [_connector.Descriptor] : [_connector.Descriptor, _taskstats.Descriptor];
        while (!_isEnding)
        {
            Descriptor.WaitForAny(_end.Descriptor, sources);
            // In this order: see EventRound.
            bool isLost = ReadConnector() | ReadTaskstats();
            bool isOurs = _round.MoveTo(_queue);
            if (isLost)
            {
                _round.ForgetEnded();
                _queue.AddLoss();
            }

            if (!isOurs && !_isEnding)
                _ = Descriptor.IsReady(_end.Descriptor, LibC.PollIn, Rest);
        }
    }

    /// <summary>Reads all that waits; whether the kernel had to throw something away.</summary>
    private bool ReadConnector()
    {
        bool isLost = false;
        // The kernel tells the time on the clock that stands still while the machine is suspended.
        long suspended = Clock.Suspended;
        NetlinkReceipt receipt;
        while ((receipt = _connector.Receive(_buffer, out ReadOnlySpan<byte> datagram)) != NetlinkReceipt.Nothing)
        {
            isLost |= receipt == NetlinkReceipt.Lost;
            NetlinkMessages messages = new(datagram);
            while (messages.MoveNext())
            {
                if (ConnectorEvent.Parse(messages.Payload) is { } told)
                    _round.Add(told with { At = told.At + suspended });
            }
        }

        return isLost;
    }

    private bool ReadTaskstats()
    {
        bool isLost = false;
        NetlinkReceipt receipt;
        while (_taskstats is not null && (receipt = _taskstats.Receive(_buffer, out ReadOnlySpan<byte> datagram)) != NetlinkReceipt.Nothing)
        {
            isLost |= receipt == NetlinkReceipt.Lost;
            NetlinkMessages messages = new(datagram);
            while (messages.MoveNext())
            {
                if (_taskstats.IsOurs(messages.Type) && TaskStatistics.Parse(messages.Payload) is { } account)
                    _round.Add(account);
            }
        }

        return isLost;
    }
}
