using MemoryTracker.Metrics;
using MemoryTracker.Reports;

namespace MemoryTracker.Comparing;

/// <summary>A table of a comparison with all that there is to say, for files that can be scrolled. Its texts are as they came.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Headings">What stands above its columns.</param>
/// <param name="Rows">Its cells; the first of each row is a name.</param>
internal sealed record ComparisonTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The figures of whole recordings, and those of phases if there are any.</summary>
    public static IEnumerable<ComparisonTable> AllOf(Comparison comparison)
    {
        ComparisonColumn[] columns = [.. ComparisonColumns.Of(comparison, [.. comparison.Groups.Select(group => group.Name)]).SelectMany(group => group)];
        string[] headings = ["", .. columns.Select(column => column.Title)];
        foreach ((string title, IEnumerable<ComparedFigure> figures) in new[]
        {
            ("Whole recordings", comparison.Figures.Where(figure => figure.Phase is null)),
            ("Phases", comparison.Figures.Where(figure => figure.Phase is not null)),
        })
        {
            string[][] rows = [.. figures.Select(figure => (string[])[ComparisonColumns.NameOf(figure, phase => phase), .. columns.Select(column => column.Cell(figure))])];
            if (rows.Length > 0)
                yield return new ComparisonTable(title, headings, rows);
        }
    }

    /// <summary>How assertions were judged by each recording; without rows when nothing was asserted.</summary>
    public static ComparisonTable OfAssertions(Comparison comparison) => new(
        "Assertions",
        ["recording", .. AssertionRows.Headings],
        [.. comparison.Recordings.SelectMany(recording => recording.Assertions.Select(result => (IReadOnlyList<string>)[recording.Name, .. AssertionRows.Of(result)]))]);

    /// <summary>The recordings.</summary>
    public static ComparisonTable OfRecordings(Comparison comparison) => new(
        "Recordings",
        ["recording", "group", "process", "host", "duration", "samples", "every"],
        [.. comparison.Groups.SelectMany(group => group.Recordings.Select(recording => (IReadOnlyList<string>)
        [
            recording.Name,
            group.Name,
            SafeText.Clean(recording.Document.Title),
            SafeText.Clean(recording.Document.Host?.Name ?? "–"),
            Readable.Duration(recording.Summary.Duration),
            Readable.Number(recording.SamplesRead),
            ComparisonColumns.Interval(recording.Document.IntervalS),
        ]))]);
}
