using MemoryTracker.Linux;
using MemoryTracker.Targets.Events;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>A netlink datagram of the process connector or of taskstats: every message in it is read as either.</summary>
internal static class NetlinkTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        NetlinkMessages messages = new(input);
        int read = 0;
        while (messages.MoveNext())
        {
            read += NetlinkMessages.HeaderSize + messages.Payload.Length;
            Invariant.Holds(read <= input.Length);
            Connector(messages.Payload);
            Taskstats(messages.Payload);
        }
    }

    private static void Connector(ReadOnlySpan<byte> payload)
    {
        if (ConnectorEvent.Parse(payload) is { } told)
            Invariant.Holds(Enum.IsDefined(told.Kind));
    }

    private static void Taskstats(ReadOnlySpan<byte> payload)
    {
        if (TaskStatistics.Parse(payload) is not { } told)
            return;
        // What the kernel leaves at 0 is unknown.
        Invariant.Holds(told.PeakRss is null or > 0);
        Invariant.Holds(told.CpuTime is null or > 0);
        Invariant.IsSafe(told.Command.ToString());
    }
}
