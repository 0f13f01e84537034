namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>What was recorded of several processes at one moment: their total, and each of them where that was asked for.</summary>
internal sealed record SetTick(SetRow Total, IReadOnlyList<SetRow> Processes)
{
    public long Time => Total.Time;
}
