using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Recordings;

/// <summary>Puts what is known of the growth of RSS into the form of the document.</summary>
public static class GrowthDocument
{
    /// <summary>The document with whether RSS grows.</summary>
    /// <param name="document">The document.</param>
    /// <param name="growth">What was found; null where RSS is not recorded.</param>
    public static RecordingDocument WithGrowth(this RecordingDocument document, GrowthReport? growth) =>
        document with { Growth = growth is null ? null : Facts(growth, document.MemoryLimit?.Bytes) };

    private static RecordingDocument.GrowthFacts Facts(GrowthReport growth, long? limit) => new(
        growth.Verdict switch
        {
            GrowthVerdict.Grows => RecordingDocument.GrowthFacts.Grows,
            GrowthVerdict.Shrinks => RecordingDocument.GrowthFacts.Shrinks,
            GrowthVerdict.Flat => RecordingDocument.GrowthFacts.Flat,
            _ => RecordingDocument.GrowthFacts.Unknown,
        },
        growth.Doubt switch
        {
            GrowthDoubt.TooShort => RecordingDocument.GrowthFacts.TooShort,
            GrowthDoubt.Wanders => RecordingDocument.GrowthFacts.Wanders,
            _ => null,
        },
        growth.Begin.TotalSeconds,
        growth.From.TotalSeconds,
        growth.To.TotalSeconds,
        Facts(growth.Fitted),
        Facts(growth.Whole),
        growth.Cycles,
        double.IsNaN(growth.StepHeight) ? null : new(growth.StepAt.TotalSeconds, DocumentMaker.Known(growth.StepHeight)),
        growth.Verdict == GrowthVerdict.Grows && limit > growth.AtTo ? DocumentMaker.Known((limit.Value - growth.AtTo) / growth.Slope) : null);

    private static RecordingDocument.TrendFacts? Facts(Trend? trend) => trend is null
        ? null
        : new(DocumentMaker.Known(trend.Slope), DocumentMaker.Known(trend.Low), DocumentMaker.Known(trend.High), DocumentMaker.Known(trend.Score));
}
