using MemoryTracker.Markers;
using MemoryTracker.Statistics;

namespace MemoryTracker.Recordings;

/// <summary>Puts markers and phases into the form of the document.</summary>
public static class MarkerDocument
{
    /// <summary>The document with the markers that have come so far.</summary>
    public static RecordingDocument WithMarkers(this RecordingDocument document, MarkerLog log) => document with
    {
        Markers = [.. log.Markers.Select(Facts)],
        MarkerLines = new(log.Count, log.LeftOut, log.BadLines),
    };

    /// <summary>The document with the phases of the recording, which has ended.</summary>
    public static RecordingDocument WithPhases(this RecordingDocument document, PhaseReport report) => document with
    {
        Phases = [.. report.Phases.Select(Facts)],
        PhasesNotListed = report.NotListed,
        PhaseTotals = [.. report.Totals.Select(Facts)],
    };

    /// <summary>The markers that a document holds.</summary>
    public static MarkerLog Markers(this RecordingDocument document) =>
        MarkerLog.Of(document.Markers.Select(Marker), document.MarkerLines.LeftOut, document.MarkerLines.NotUnderstood);

    /// <summary>The phases that a document holds; null when it was written before the recording had ended.</summary>
    public static PhaseReport? Phases(this RecordingDocument document) => document.Phases is { } phases
        ? new PhaseReport { Phases = [.. phases.Select(Phase)], NotListed = document.PhasesNotListed, Totals = [.. (document.PhaseTotals ?? []).Select(Total)] }
        : null;

    /// <summary>A marker in the form of the document.</summary>
    internal static RecordingDocument.MarkerFacts Facts(Marker marker) => new(marker.At.TotalSeconds, marker.Label)
    {
        EndS = marker.End?.TotalSeconds,
        Color = marker.Color,
        Tags = marker.Tags.Count == 0 ? null : marker.Tags,
        Approximate = marker.IsApproximate,
        Open = marker.IsOpen,
    };

    private static Marker Marker(RecordingDocument.MarkerFacts facts) => new()
    {
        At = Moment(facts.ElapsedS),
        End = facts.EndS is { } end ? Moment(end) : null,
        Label = facts.Label,
        Color = facts.Color,
        Tags = facts.Tags ?? [],
        IsApproximate = facts.Approximate,
        IsOpen = facts.Open,
    };

    private static Phase Phase(RecordingDocument.PhaseFacts facts) => new(facts.Name, Moment(facts.FromS), Moment(facts.ToS))
    {
        RssAtStart = facts.RssStartBytes ?? double.NaN,
        RssAtEnd = facts.RssEndBytes ?? double.NaN,
        PeakRss = facts.PeakRssBytes ?? double.NaN,
        MeanRss = facts.MeanRssBytes ?? double.NaN,
        CpuSeconds = facts.CpuSeconds ?? double.NaN,
        Samples = facts.Samples,
        IsExact = facts.Exact,
        IsPartial = facts.Partial,
        IsApproximate = facts.Approximate,
        IsOpen = facts.Open,
    };

    private static PhaseTotal Total(RecordingDocument.PhaseTotalFacts facts) => new(
        facts.Name,
        facts.Count,
        Moment(facts.DurationS),
        Moment(facts.LongestS),
        facts.CpuSeconds ?? double.NaN,
        facts.WorstPeakRssBytes ?? double.NaN,
        facts.WorstRssChangeBytes ?? double.NaN);

    /// <summary>A document may hold any number; one beyond what a time can be is as good as the longest.</summary>
    private static TimeSpan Moment(double seconds) => TimeSpan.FromTicks((long)Math.Clamp(Math.Round(seconds * TimeSpan.TicksPerSecond), long.MinValue / 4, long.MaxValue / 4));

    private static RecordingDocument.PhaseFacts Facts(Phase phase) => new(
        phase.Name,
        phase.From.TotalSeconds,
        phase.To.TotalSeconds,
        phase.Duration.TotalSeconds,
        DocumentMaker.Known(phase.RssAtStart),
        DocumentMaker.Known(phase.RssAtEnd),
        DocumentMaker.Known(phase.Change),
        DocumentMaker.Known(phase.PeakRss),
        DocumentMaker.Known(phase.MeanRss),
        DocumentMaker.Known(phase.CpuSeconds),
        phase.Samples,
        phase.IsExact,
        phase.IsPartial,
        phase.IsApproximate,
        phase.IsOpen);

    private static RecordingDocument.PhaseTotalFacts Facts(PhaseTotal total) => new(
        total.Name,
        total.Count,
        total.Duration.TotalSeconds,
        total.Longest.TotalSeconds,
        DocumentMaker.Known(total.CpuSeconds),
        DocumentMaker.Known(total.WorstPeakRss),
        DocumentMaker.Known(total.WorstChange));
}
