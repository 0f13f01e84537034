using System.Text;

namespace MemoryTracker.Markers.Lines;

/// <summary>Labels and tags of a marker file, made safe to show and cut. Equal ones are one string, because a million lines may say the same.</summary>
internal sealed class MarkerTexts
{
    private const int LongestTag = 256;
    private const int LongestQuote = 40;
    private const int MostBytesOfRune = 4;

    // Each text has one place among these, from which another of the same place drives it out: bounded, and nothing to look after.
    private readonly string?[] _known = new string?[1_024];
    private readonly byte[] _clean = new byte[(Marker.LongestLabel + MostBytesOfRune) * SafeText.MaxGrowth];
    private readonly char[] _characters = new char[Marker.LongestLabel];

    private static ReadOnlySpan<byte> Ellipsis => "…"u8;

    /// <summary>The text as a label; empty when it is nothing but blanks.</summary>
    public string Label(ReadOnlySpan<byte> text) => Take(text, Marker.LongestLabel);

    /// <summary>The text as a tag; empty when it is nothing but blanks.</summary>
    public string Tag(ReadOnlySpan<byte> text) => Take(text, LongestTag);

    /// <summary>The text as a problem quotes it: safe, in quotation marks, and no more of it than tells which one is meant.</summary>
    public static string Quote(ReadOnlySpan<byte> text) =>
        $"\"{SafeText.Shorten(SafeText.Clean(text[..Math.Min(text.Length, LongestQuote * MostBytesOfRune)]), LongestQuote)}\"";

    private string Take(ReadOnlySpan<byte> text, int longest)
    {
        text = Separator.Trim(text);

        // Cleaning shortens nothing, so what is a rune longer than allowed before it is too long after it.
        int length = SafeText.Clean(text[..Math.Min(text.Length, longest + MostBytesOfRune)], _clean);
        if (length > longest)
        {
            length = longest - Ellipsis.Length;
            while (!IsStartOfRune(_clean[length]))
                length--;
            Ellipsis.CopyTo(_clean.AsSpan(length));
            length += Ellipsis.Length;
        }

        return Known(_characters.AsSpan(0, Encoding.UTF8.GetChars(_clean.AsSpan(0, length), _characters)).Trim());
    }

    private string Known(ReadOnlySpan<char> text)
    {
        ref string? place = ref _known[string.GetHashCode(text, StringComparison.Ordinal) & (_known.Length - 1)];
        if (place is null || !text.SequenceEqual(place))
            place = text.ToString();
        return place;
    }

    private static bool IsStartOfRune(byte value) => (value & 0b1100_0000) != 0b1000_0000;
}
