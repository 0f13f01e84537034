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

    private static RecordingDocument.MarkerFacts Facts(Marker marker) => new(marker.At.TotalSeconds, marker.Label)
    {
        EndS = marker.End?.TotalSeconds,
        Color = marker.Color,
        Tags = marker.Tags.Count == 0 ? null : marker.Tags,
        Approximate = marker.IsApproximate,
        Open = marker.IsOpen,
    };

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
