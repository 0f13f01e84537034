using System.Text;

namespace MemoryTracker.Reports;

/// <summary>Texts in GitHub's Markdown. What comes from outside stands as code, in which nothing is a link, a mention, an issue, an image or HTML, neither here nor where it is shown.</summary>
internal static class MarkdownText
{
    /// <summary>
    /// A name or a sentence from outside as code. A pipe would end a table's cell even there, and where a backslash stands before it no escape helps: it stands
    /// between two pieces of code, as an entity.
    /// </summary>
    public static string Code(string text) => text.Length == 0 ? "?" : string.Join("&#124;", SafeText.Clean(text).Split('|').Select(Piece));

    /// <summary>A table: names to the left, figures to the right; empty when it has no rows.</summary>
    /// <param name="titles">What stands above the columns.</param>
    /// <param name="rows">The cells, already in Markdown.</param>
    public static string Table(IReadOnlyList<string> titles, IEnumerable<IEnumerable<string>> rows)
    {
        StringBuilder table = new();
        foreach (IEnumerable<string> row in rows)
        {
            if (table.Length == 0)
                table.Append(Row(titles)).Append("| --- |").Insert(table.Length, " ---: |", titles.Count - 1).Append('\n');
            table.Append(Row(row));
        }

        return table.Length == 0 ? "" : table.Append('\n').ToString();
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Piece(string text)
    {
        if (text.Length == 0)
            return "";
        string fence = new('`', LongestRun(text, '`') + 1);
        // One space at both ends is taken off when it is shown, and a backtick must not touch the fence.
        bool isPadded = text[0] is '`' or ' ' || text[^1] is '`' or ' ';
        return isPadded && text.Trim(' ').Length > 0 ? $"{fence} {text} {fence}" : fence + text + fence;
    }

    private static int LongestRun(string text, char sought)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == sought ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
