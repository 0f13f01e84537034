using System.Text;
using MemoryTracker.Reports;

namespace MemoryTracker.Comparing;

/// <summary>A comparison in GitHub's Markdown, to paste into an issue or a pull request. All names come from outside.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>The text as UTF-8.</summary>
    public static byte[] Write(Comparison comparison, string? title)
    {
        StringBuilder text = new();
        text.Append("### ").Append(MarkdownText.Code(title ?? ComparisonChart.TitleOf(comparison))).Append("\n\n");
        text.Append(AssertionRows.Markdown(comparison.Recordings.SelectMany(recording => recording.Assertions.Select(result => (recording.Name, result)))));
        HashSet<string> names = [.. comparison.Groups.Select(group => group.Name)];
        foreach (ComparisonTable table in ComparisonTable.AllOf(comparison))
            text.Append(MarkdownText.Table([.. table.Headings.Select(heading => names.Contains(heading) ? MarkdownText.Code(heading) : heading)], table.Rows.Select(row => Row(row, table.Title == "Phases"))));
        foreach (string note in ComparisonColumns.Notes(comparison, MarkdownText.Code))
            text.Append(note).Append("\n\n");
        ComparisonTable recordings = ComparisonTable.OfRecordings(comparison);
        text.Append(MarkdownText.Table(recordings.Headings, recordings.Rows.Select(row => row.Index().Select(cell => cell.Index < 4 ? MarkdownText.Code(cell.Item) : cell.Item))));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Row(IReadOnlyList<string> cells, bool isOfPhase) => [isOfPhase ? MarkdownText.Code(cells[0]) : cells[0], .. cells.Skip(1)];
}
