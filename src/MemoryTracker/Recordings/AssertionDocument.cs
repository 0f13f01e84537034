using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Recordings;

/// <summary>Puts assertions into the form of the document, and a recording into what they are judged by.</summary>
internal static class AssertionDocument
{
    private static readonly (Unit Unit, string Name)[] Units = [(Unit.Bytes, "bytes"), (Unit.Percent, "percent"), (Unit.Seconds, "seconds"), (Unit.Count, "count")];

    /// <summary>What assertions are judged by: the statistics, and what the document knows besides.</summary>
    /// <param name="document">The document of the recording, or of the part of it, that is told of.</param>
    /// <param name="summary">Its statistics.</param>
    /// <param name="phases">Its phases.</param>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="trends">By what growth is judged.</param>
    public static Evidence Evidence(this RecordingDocument document, Summary summary, PhaseReport phases, MetricSet recorded, IReadOnlyList<GrowthSeries> trends)
    {
        // Of a command that went on after the recording wait4 tells of more than was recorded.
        RecordingDocument.WaitFacts? waited = document.End is { Reason: RecordingDocument.EndFacts.TargetEnded } ended ? ended.Wait4 : null;
        long mostOfOne = Math.Max(waited?.PeakRssBytes ?? 0, document.Processes?.Max(process => process.PeakRssBytes) ?? 0);
        return new Evidence(summary, phases, recorded)
        {
            Samples = document.Statistics?.Samples ?? summary.Samples,
            HasEveryPhase = phases.NotListed == 0 && document.MarkerLines.LeftOut == 0,
            MostOfOne = mostOfOne == 0 ? double.NaN : mostOfOne,
            WaitedCpuSeconds = waited is null ? double.NaN : waited.UserS + waited.SystemS,
            IsOfSeveral = document.Scope != RecordingDocument.OneProcess && document.Processes is not { Count: < 2 },
            HasTargetEnded = document.End is { Reason: RecordingDocument.EndFacts.TargetEnded },
            HasEnd = document.End is not null || document.Part is not null,
            Cpus = document.Host?.Cpus ?? 0,
            HiddenPeak = document.ExactPeaks && recorded.Contains(Metric.PeakRss) ? double.NaN : document.Statistics?.PeakBeforeBytes ?? double.NaN,
            Trends = trends,
        };
    }

    /// <summary>What of a whole recording was not read, in words; null when all was.</summary>
    /// <param name="document">The document as it was recorded.</param>
    /// <param name="read">How many samples were read, an end row not counted.</param>
    public static string? LostOf(RecordingDocument document, long read) => document.Part is null && document.Statistics is { } told && told.Samples > read
        ? $"{Readable.Count(told.Samples - read, "sample")} of the recording are not in the file"
        : null;

    /// <summary>The document with how its assertions were judged; as it is when there are none.</summary>
    public static RecordingDocument WithAssertions(this RecordingDocument document, IReadOnlyList<AssertionResult> results) =>
        results.Count == 0 ? document : document with { Assertions = Facts(results) };

    /// <summary>How the assertions of a document were judged.</summary>
    public static IReadOnlyList<AssertionResult> Results(this RecordingDocument document) => [.. (document.Assertions ?? []).Select(Result)];

    /// <summary>Results in the form of a document.</summary>
    internal static IReadOnlyList<RecordingDocument.AssertionFacts> Facts(IEnumerable<AssertionResult> results) => [.. results.Select(Facts)];

    /// <summary>A unit in words, as documents have it.</summary>
    internal static string NameOf(Unit unit) => Array.Find(Units, one => one.Unit == unit).Name;

    private static RecordingDocument.AssertionFacts Facts(AssertionResult result) => new(
        result.Text,
        result.HasPassed,
        result.IsJudged,
        DocumentMaker.Known(result.Figure),
        DocumentMaker.Known(result.Bound),
        NameOf(result.Unit) + (result.Per is null ? "" : $"/{result.Per}"),
        result.Why);

    private static AssertionResult Result(RecordingDocument.AssertionFacts facts)
    {
        string[] unit = facts.Unit.Split('/', 2);
        return new AssertionResult(facts.Text, facts.Passed, facts.Judged)
        {
            Figure = facts.Figure ?? double.NaN,
            Bound = facts.Bound ?? double.NaN,
            Unit = Array.Find(Units, one => one.Name == unit[0]) is { Name: not null } known ? known.Unit : Unit.Count,
            Per = unit.Length > 1 ? unit[1] : null,
            Why = facts.Why,
        };
    }
}
