using MemoryTracker.Charts;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

namespace MemoryTracker.Reports;

/// <summary>The lines in the charts of a recording that figures are held against: its limits.</summary>
internal static class RecordingGuides
{
    /// <param name="document">The recording.</param>
    /// <param name="begin">Where its charts begin, since the recording did.</param>
    /// <param name="end">Where they end.</param>
    public static IReadOnlyList<ChartGuide> Of(RecordingDocument document, TimeSpan begin, TimeSpan end) =>
    [
        .. from limit in document.Limits
           let metric = LimitDocument.MetricOf(limit)
           where metric is not null
           select new ChartGuide(ChartGuide.Meaning.Limit, metric, Limit.LabelOf(limit.Text), begin, limit.Bound, end, limit.Bound),
    ];
}
