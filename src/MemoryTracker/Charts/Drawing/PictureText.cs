using System.Globalization;
using System.Text;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Text of unknown origin, made fit to be drawn: on one line, harmless, and no wider than there is room.</summary>
internal static class PictureText
{
    /// <summary>No picture has room for more; what follows need not be measured.</summary>
    private const int MostRunes = 2000;

    private const string Ellipsis = "…";

    /// <summary>The text on one line and harmless, whole unless it is longer than any picture has room for.</summary>
    public static string Clean(string text) => string.Concat(Runes(text, IsVisible));

    /// <summary>The text, or its two ends with an ellipsis between them: a title begins with the command and ends with the PID.</summary>
    public static string Fit(string text, SKFont font, float width) => Fit(text, font, width, ShortenInTheMiddle);

    /// <summary>The text, or its beginning with an ellipsis behind it: names are told apart by how they begin.</summary>
    public static string FitBeginning(string text, SKFont font, float width) => Fit(text, font, width, ShortenAtTheEnd);

    private static string Fit(string text, SKFont font, float width, Func<Rune[], int, string> shorten)
    {
        Rune[] runes = Runes(text, rune => IsVisible(rune) && EmbeddedFont.Typeface.ContainsGlyph(rune.Value));
        string whole = string.Concat(runes);
        if (font.MeasureText(whole) <= width) return whole;

        int fits = 0;
        int tooMany = runes.Length;
        while (tooMany - fits > 1)
        {
            int kept = (fits + tooMany) / 2;
            if (font.MeasureText(shorten(runes, kept)) <= width) fits = kept;
            else tooMany = kept;
        }

        return shorten(runes, fits);
    }

    private static Rune[] Runes(string text, Func<Rune, bool> canShow)
    {
        Rune[] runes = [.. text.EnumerateRunes().Select(rune => canShow(rune) ? rune : Rune.ReplacementChar)];
        return runes.Length <= MostRunes ? runes : [.. runes[..(MostRunes / 2)], .. runes[^(MostRunes / 2)..]];
    }

    /// <summary>Whether a character shows itself, rather than breaking lines or turning the direction of its neighbours.</summary>
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string ShortenAtTheEnd(Rune[] runes, int kept) => string.Concat(runes[..kept]) + Ellipsis;

    private static string ShortenInTheMiddle(Rune[] runes, int kept) =>
        string.Concat(runes[..((kept + 1) / 2)]) + Ellipsis + string.Concat(runes[^(kept / 2)..]);
}
