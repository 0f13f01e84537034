using System.Text.Json;
using System.Text.Json.Serialization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Comparing;

/// <summary>The form of a comparison in JSON, made by the compiler so that nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonJson : JsonSerializerContext
{
    /// <summary>The document as UTF-8 with a line feed at its end.</summary>
    public static byte[] Write(Comparison comparison) => [.. PlainJson.Write(Document(comparison), Default.ComparisonDocument, isIndented: true), (byte)'\n'];

    private static ComparisonDocument Document(Comparison comparison) => new()
    {
        Tool = DocumentMaker.Tool,
        AlignedAt = comparison.AlignedAt,
        Groups = [.. comparison.Groups.Select(compared => new ComparisonDocument.GroupFacts(compared.Name, [.. compared.Recordings.Select(Facts)]))],
        Figures = [.. comparison.Figures.Select(figure => Facts(figure, comparison.Groups))],
    };

    private static ComparisonDocument.RecordingFacts Facts(ComparedRecording recording) => new(
        recording.Name,
        recording.File,
        recording.Document.Title,
        recording.Document.Host?.Name,
        recording.Document.Start,
        recording.Document.IntervalS,
        recording.Summary.Duration.TotalSeconds,
        recording.SamplesRead,
        recording.Zero.TotalSeconds,
        recording.Notices)
    {
        Assertions = recording.Assertions.Count == 0 ? null : AssertionDocument.Facts(recording.Assertions),
    };

    private static ComparisonDocument.FigureFacts Facts(ComparedFigure figure, IReadOnlyList<ComparedGroup> groups) => new(
        figure.Key,
        figure.Phase,
        AssertionDocument.NameOf(figure.Unit),
        figure.IsRough,
        [.. figure.Sides.Zip(groups, (side, compared) => Facts(side, compared.Name))]);

    private static ComparisonDocument.SideFacts Facts(FigureSide side, string name) => new(
        name,
        [.. side.Figures.Select(DocumentMaker.Known)],
        DocumentMaker.Known(side.Mean),
        DocumentMaker.Known(side.StandardDeviation),
        DocumentMaker.Known(side.Min),
        DocumentMaker.Known(side.Max),
        DocumentMaker.Known(side.Difference),
        DocumentMaker.Known(side.Percent),
        side.Test is { } test ? Facts(test) : null);

    private static ComparisonDocument.TestFacts Facts(MannWhitney test) =>
        new("mann_whitney_u", test.IsExact ? "exact" : "normal", test.U, test.P, test.LeastP, MannWhitney.Level, test.IsMoreThanNoise);
}
