using MemoryTracker.Charts;
using MemoryTracker.Markers;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Cli;

/// <summary>A recording that is over, live or read back from a file: all that outputs are made of, but its samples.</summary>
/// <param name="Document">What is known of it.</param>
/// <param name="Summary">Its statistics.</param>
/// <param name="Phases">Its phases.</param>
/// <param name="Markers">Its markers.</param>
/// <param name="Series">What its charts are drawn from; null when there are none.</param>
internal sealed record FinishedRecording(RecordingDocument Document, Summary Summary, PhaseReport Phases, MarkerLog Markers, ChartSeries? Series)
{
    /// <summary>Lines over its charts.</summary>
    public IReadOnlyList<ChartGuide> Guides { get; init; } = [];
}
