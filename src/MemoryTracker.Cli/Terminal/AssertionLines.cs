using MemoryTracker.Limits;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>How assertions were judged, a line each: the verdict, the assertion, the figure that decided and what is to be known of it.</summary>
internal static class AssertionLines
{
    /// <summary>Writes them, and an empty line below; nothing when there are none.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="results">The results, each with the name of its recording where there are several.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<(string? Recording, AssertionResult Result)> results)
    {
        if (results.Count == 0)
            return;
        int recordings = results.Max(one => Width(one.Recording));
        int texts = results.Max(one => Width(one.Result.Text));
        int figures = results.Max(one => Width(one.Result.FigureText));
        foreach ((string? recording, AssertionResult result) in results)
        {
            string name = recordings == 0 ? "" : Padded(recording!, recordings) + "  ";
            string figure = new string(' ', figures - Width(result.FigureText)) + result.FigureText;
            string why = result.Why is null ? "" : $"  {result.Why}";
            // One paragraph, so that a line that is too long breaks between words.
            console.Write(new Paragraph(result.Verdict, new Style(result.HasPassed ? Color.Green : Color.Red)).Append($"  {name}{Padded(result.Text, texts)}  {figure}{why}"));
            console.WriteLine();
        }

        console.WriteLine();
    }

    private static string Padded(string text, int width) => text + new string(' ', width - Width(text));

    private static int Width(string? text) => text?.GetCellWidth() ?? 0;
}
