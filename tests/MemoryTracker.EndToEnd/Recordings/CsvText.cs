using System.Text;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>RFC 4180, strictly: written here once more, so that our own reader and writer cannot agree on the same mistake.</summary>
internal static class CsvText
{
    /// <summary>All whole records; what follows the last line end is left out.</summary>
    public static List<string[]> Records(string text)
    {
        List<string[]> records = [];
        List<string> cells = [];
        int at = 0;
        while (NextCell(text, ref at) is { } cell)
        {
            cells.Add(cell);
            if (text[at++] == ',')
                continue;

            records.Add([.. cells]);
            cells.Clear();
        }

        return records;
    }

    /// <summary>Leaves <paramref name="at"/> on the comma or line end after the cell; null when the text ends before one.</summary>
    private static string? NextCell(string text, ref int at)
    {
        if (at < text.Length && text[at] == '"')
            return QuotedCell(text, ref at);

        int start = at;
        at = text.IndexOfAny([',', '\n'], start);
        if (at < 0)
            return null;

        string cell = text[start..at];
        Assert.False(cell.Contains('"', StringComparison.Ordinal), $"a quote inside a cell that is not quoted: {cell}");
        Assert.False(cell.Contains('\r', StringComparison.Ordinal), "a line must end in LF alone");
        return cell;
    }

    private static string? QuotedCell(string text, ref int at)
    {
        StringBuilder cell = new();
        for (at++; at < text.Length - 1; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                Assert.True(text[at] is ',' or '\n', $"text after the quote that ends a cell: {cell}");
                return cell.ToString();
            }
        }

        return null;
    }
}
