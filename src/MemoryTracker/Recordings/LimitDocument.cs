using MemoryTracker.Limits;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>Puts limits into the form of the document.</summary>
internal static class LimitDocument
{
    /// <summary>The document of a recording that begins with those limits.</summary>
    public static RecordingDocument WithLimits(this RecordingDocument document, IEnumerable<Limit> limits) =>
        document with { Limits = [.. limits.Select(limit => Facts(limit, null, null))] };

    /// <summary>The document of a recording that has ended, with what became of its limits.</summary>
    public static RecordingDocument WithLimits(this RecordingDocument document, IEnumerable<WatchedLimit> limits) =>
        document with { Limits = [.. limits.Select(watched => Facts(watched.Limit, watched.Crossings, watched.FirstCrossed))] };

    /// <summary>A limit of which it is not known how often it was crossed.</summary>
    public static RecordingDocument.LimitFacts WithoutOutcome(RecordingDocument.LimitFacts limit) => limit with { Crossings = null, FirstCrossedS = null };

    /// <summary>What a limit is of; null when that is not known here, or has no level.</summary>
    public static Metric? MetricOf(RecordingDocument.LimitFacts limit) => Metric.All.FirstOrDefault(metric => metric.Name == limit.Metric && metric.Kind != MetricKind.Counter);

    private static RecordingDocument.LimitFacts Facts(Limit limit, long? crossings, TimeSpan? first) =>
        new(limit.Text, limit.Metric.Name, limit.Relation.Sign, limit.Bound, limit.Hold.TotalSeconds, crossings, first?.TotalSeconds);
}
