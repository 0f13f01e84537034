using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The document of a recording whose own is missing or damaged: what its rows tell, and nothing else.</summary>
internal static class ConcludedDocument
{
    /// <summary>Recorders take their first sample at once, also of a command that they launch: one that is later is the first of a part.</summary>
    private static readonly TimeSpan LatestFirst = TimeSpan.FromSeconds(1);

    /// <param name="first">The first rows.</param>
    /// <param name="metrics">What they have.</param>
    /// <param name="hasPids">Whether rows may tell a PID: then the first row, if it has none, is the total of several.</param>
    /// <param name="name">The file's name, which stands for a command that nobody told.</param>
    public static RecordingDocument Of(FirstRows first, MetricSet metrics, bool hasPids, string name) => new()
    {
        Tool = "",
        Target = new(first.Pid, !hasPids && first.Command.Length == 0 ? name : first.Command, null, null, null),
        Scope = hasPids && !first.AreOfOne ? RecordingDocument.SeveralProcesses : RecordingDocument.OneProcess,
        IntervalS = first.Interval is { Ticks: > 0 } interval ? interval.TotalSeconds : null,
        DurationS = null,
        ExactPeaks = false,
        SmapsBudgetPercent = null,
        Metrics = [.. metrics.InOrder.Select(DocumentMaker.Facts)],
        Start = first.Start,
        Part = first.From > LatestFirst ? new(first.From.TotalSeconds, first.From.TotalSeconds) : null,
    };
}
