using System.Text.Json.Serialization;
using MemoryTracker.Recordings;

namespace MemoryTracker.Comparing;

/// <summary>
/// A comparison as one JSON document. Memory is in bytes, CPU in percent of one core, lengths of time are in seconds; what is unknown is null, never 0.
/// </summary>
internal sealed record ComparisonDocument
{
    /// <summary>What kind of document this is.</summary>
    public string Format { get; init; } = "memory_tracker comparison";

    /// <summary>Raised when a reader of the older form would misunderstand the newer.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>The label of the markers at which the recordings were put above each other in pictures; null for their starts.</summary>
    public required string? AlignedAt { get; init; }

    /// <summary>What is compared; differences are from the first.</summary>
    public required IReadOnlyList<GroupFacts> Groups { get; init; }

    /// <summary>The figures of the whole recordings, then those of their phases.</summary>
    public required IReadOnlyList<FigureFacts> Figures { get; init; }

    /// <summary>A recording, or repeats of one thing.</summary>
    public sealed record GroupFacts(string Name, IReadOnlyList<RecordingFacts> Recordings);

    /// <summary>A recording: <c>zero_s</c> is which moment of it was put above those of the others, since its start.</summary>
    public sealed record RecordingFacts(
        string Name, string File, string Title, string? Host, DateTime? Start, double? IntervalS, double DurationS, long Samples, double ZeroS, IReadOnlyList<string> Notices)
    {
        /// <summary>How the assertions were judged by it; null where nothing was asserted.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<RecordingDocument.AssertionFacts>? Assertions { get; init; }
    }

    /// <summary>A figure; <c>phase</c> is null for whole recordings, <c>approximate</c> whether one of the phases is not known exactly.</summary>
    public sealed record FigureFacts(string Figure, string? Phase, string Unit, bool Approximate, IReadOnlyList<SideFacts> Groups);

    /// <summary>
    /// What a group has of a figure: <c>figures</c> those of its recordings, in their order; <c>difference</c> how much the mean is greater than that of the first group, of which it is null.
    /// </summary>
    public sealed record SideFacts(
        string Group,
        IReadOnlyList<double?> Figures,
        double? Mean,
        [property: JsonPropertyName("std_dev")] double? StandardDeviation,
        double? Min,
        double? Max,
        double? Difference,
        double? Percent,
        TestFacts? Test);

    /// <summary>
    /// The U test of Mann and Whitney of the first group against this one, two-sided: <c>distribution</c> is <c>exact</c> or <c>normal</c>; <c>more_than_noise</c> is whether p is below
    /// <c>level</c>, null when there are too few repeats to tell.
    /// </summary>
    public sealed record TestFacts(string Method, string Distribution, double U, double P, double LeastP, double Level, bool? MoreThanNoise);
}
