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
        bool runsInto = to.Length > 0 && (char.IsAsciiDigit(to[^1]) || to[^1] == '.');
        if (runsInto && hundredths >= 0) to.Append(' ');
        to.Append(CultureInfo.InvariantCulture, $"{hundredths / (double)Whole:0.##}");
    }

    /// <summary>The same number in as few characters as hundredths need.</summary>
    public static string Shorten(ReadOnlySpan<char> text) => (Parse(text) / (double)Whole).ToString("0.##", CultureInfo.InvariantCulture);
}
