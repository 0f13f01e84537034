using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// Tells whether a document that lies beside rows is that of their recording: whoever records one process twice has two files that look alike, and one document may stand where that of the other was.
/// Only what the first rows show is compared; nobody reads a file of gigabytes for it.
/// </summary>
internal static class DocumentOfRows
{
    private const string Another = "it is that of another recording";

    /// <summary>Times are written to the microsecond. Half of one may be lost where a time is rounded, not more.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(2);

    /// <summary>What a spreadsheet makes of a time of day may be cut to the second; and a part of a recording may begin after the machine's clock was set a little.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(1);

    /// <summary>Why the document cannot be that of the rows, in words; null when it can.</summary>
    /// <param name="document">The document.</param>
    /// <param name="first">The first rows.</param>
    /// <param name="metrics">What the rows have; somebody may have taken columns away, but not added any.</param>
    public static string? WhyNot(RecordingDocument document, FirstRows first, MetricSet metrics)
    {
        bool isOfAnother = !BeganTogether(document, first)
            || (first.AreOfOne && first.Pid != document.Target.Pid)
            || metrics.InOrder.Any(metric => document.Metrics.All(told => told.Column != metric.Column))
            || (document.End is { } end && first.Until > RecordingDocument.Time(end.ElapsedS) + Rounding);
        return isOfAnother ? Another
            : first.AreOfOne && document.Scope != RecordingDocument.OneProcess
                ? FormattableString.Invariant($"it tells of several processes, whose totals are not in the file: told is of process {first.Pid} alone")
            : null;
    }

    private static bool BeganTogether(RecordingDocument document, FirstRows first)
    {
        if (document.Part is { } part && (RecordingDocument.Time(part.FromS) - first.From).Duration() > Rounding)
            return false;
        TimeSpan most = first.IsFine && document.Part is null ? Rounding : Coarse;
        return document.Start is not { } told || first.Start is not { } start || (told.ToUniversalTime() - start).Duration() <= most;
    }
}
