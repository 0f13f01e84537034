using MemoryTracker.Limits;

namespace MemoryTracker.Reports;

/// <summary>Assertions as the rows of a table.</summary>
internal static class AssertionRows
{
    /// <summary>What stands above the columns.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["assertion", "verdict", "figure", "bound", "remark"];

    /// <summary>The cells of one.</summary>
    public static IReadOnlyList<string> Of(AssertionResult result) => [result.Text, result.Verdict, result.FigureText, result.BoundText, result.Why ?? ""];

    /// <summary>Those of one recording as a table in Markdown, in which texts stand as code and what failed stands out; empty when there are none.</summary>
    public static string Markdown(IEnumerable<AssertionResult> results) => MarkdownText.Table(Headings, results.Select(InMarkdown));

    /// <summary>The same of several recordings, whose names stand before.</summary>
    public static string Markdown(IEnumerable<(string Recording, AssertionResult Result)> results) =>
        MarkdownText.Table(["recording", .. Headings], results.Select(one => InMarkdown(one.Result).Prepend(MarkdownText.Code(one.Recording))));

    private static IEnumerable<string> InMarkdown(AssertionResult result) =>
    [
        MarkdownText.Code(result.Text),
        result.HasPassed ? result.Verdict : $"**{result.Verdict}**",
        result.FigureText,
        result.BoundText,
        result.Why is { } why ? MarkdownText.Code(why) : "",
    ];
}
