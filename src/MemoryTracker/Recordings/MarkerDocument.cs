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
    /// <param name="document">The document.</param>
    /// <param name="notice">Takes, in words, which lines of further files could not be understood.</param>
    public static MarkerLog Markers(this RecordingDocument document, Action<string> notice) =>
        MarkerLog.Of(document.Markers.Select(Marker), document.MarkerLines.LeftOut, document.MarkerLines.NotUnderstood, notice);

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
        Crossing = marker.IsCrossing,
    };

    private static Marker Marker(RecordingDocument.MarkerFacts facts) => new()
    {
        At = RecordingDocument.Time(facts.ElapsedS),
        End = facts.EndS is { } end ? RecordingDocument.Time(end) : null,
        Label = facts.Label,
        Color = facts.Color,
        Tags = facts.Tags ?? [],
        IsApproximate = facts.Approximate,
        IsOpen = facts.Open,
        IsCrossing = facts.Crossing,
    };

    private static Phase Phase(RecordingDocument.PhaseFacts facts) => new(facts.Name, RecordingDocument.Time(facts.FromS), RecordingDocument.Time(facts.ToS))
    {
        RssAtStart = facts.RssStartBytes ?? double.NaN,
        RssAtEnd = facts.RssEndBytes ?? double.NaN,
        PeakRss = facts.PeakRssBytes ?? double.NaN,
        EdgePeakRss = facts.EdgePeakRssBytes ?? double.NaN,
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
        RecordingDocument.Time(facts.DurationS),
        RecordingDocument.Time(facts.LongestS),
        facts.CpuSeconds ?? double.NaN,
        facts.WorstPeakRssBytes ?? double.NaN,
        facts.WorstRssChangeBytes ?? double.NaN);

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
        phase.IsOpen)
    {
        EdgePeakRssBytes = DocumentMaker.Known(phase.EdgePeakRss),
    };

    private static RecordingDocument.PhaseTotalFacts Facts(PhaseTotal total) => new(
        total.Name,
        total.Count,
        total.Duration.TotalSeconds,
        total.Longest.TotalSeconds,
        DocumentMaker.Known(total.CpuSeconds),
        DocumentMaker.Known(total.WorstPeakRss),
        DocumentMaker.Known(total.WorstChange));
}
