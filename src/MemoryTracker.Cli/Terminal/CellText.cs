using System.Text;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>Texts in cells of a terminal, of which a Chinese character takes two.</summary>
internal static class CellText
{
    /// <summary>The text, or its beginning and an ellipsis.</summary>
    public static string Shorten(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;
        return Beginning(text.EnumerateRunes(), width - 1) + "…";
    }

    /// <summary>The text, or both its ends with an ellipsis between them: names of files often differ in their ends only.</summary>
    public static string ShortenInTheMiddle(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;
        Rune[] runes = [.. text.EnumerateRunes()];
        string beginning = Beginning(runes, width / 2);
        string end = Beginning(runes.Reverse(), width - 1 - beginning.GetCellWidth());
        return $"{beginning}…{string.Concat(end.EnumerateRunes().Reverse())}";
    }

    private static string Beginning(IEnumerable<Rune> runes, int width)
    {
        StringBuilder beginning = new();
        foreach (Rune rune in runes)
        {
            width -= rune.ToString().GetCellWidth();
            if (width < 0)
                break;
            beginning.Append(rune);
        }

        return beginning.ToString();
    }
}
