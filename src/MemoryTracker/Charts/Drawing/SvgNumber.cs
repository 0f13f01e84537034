using System.Globalization;
using System.Text;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Numbers in SVG, in hundredths: finer than anybody sees, and a fraction of the text of what Skia writes.</summary>
internal static class SvgNumber
{
    private const int Whole = 100;

    /// <summary>A number as Skia writes it, in hundredths.</summary>
    public static long Parse(ReadOnlySpan<char> text) => (long)Math.Round(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) * Whole);

    /// <summary>Writes a number of hundredths, with a space before it where it would run into one.</summary>
    public static void Append(StringBuilder to, long hundredths)
    {
        if (to.Length > 0 && char.IsAsciiDigit(to[^1]) && hundredths >= 0) to.Append(' ');
        to.Append(Text(hundredths));
    }

    /// <summary>The same number in as few characters as hundredths need.</summary>
    public static string Shorten(ReadOnlySpan<char> text) => Text(Parse(text));

    private static string Text(long hundredths) => hundredths == 0 ? "0" : (hundredths / (double)Whole).ToString("#.##", CultureInfo.InvariantCulture);
}
