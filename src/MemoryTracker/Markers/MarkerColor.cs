using System.Text;

namespace MemoryTracker.Markers;

/// <summary>A colour as a marker file gives it: <c>#rgb</c>, <c>#rrggbb</c> or one of the sixteen names that HTML began with.</summary>
internal static class MarkerColor
{
    private static readonly (string Name, string Color)[] Names =
    [
        ("black", "#000000"), ("silver", "#c0c0c0"), ("gray", "#808080"), ("white", "#ffffff"),
        ("maroon", "#800000"), ("red", "#ff0000"), ("purple", "#800080"), ("fuchsia", "#ff00ff"),
        ("green", "#008000"), ("lime", "#00ff00"), ("olive", "#808000"), ("yellow", "#ffff00"),
        ("navy", "#000080"), ("blue", "#0000ff"), ("teal", "#008080"), ("aqua", "#00ffff"),
    ];

    /// <summary>The colour as <c>#rrggbb</c> in lower case; null when it is none of these.</summary>
    public static string? Parse(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("#"u8))
            return Hex(text[1..]);
        foreach ((string name, string color) in Names)
        {
            if (Ascii.EqualsIgnoreCase(text, name))
                return color;
        }

        return null;
    }

    private static string? Hex(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is not (3 or 6))
            return null;
        Span<char> color = stackalloc char[7];
        color[0] = '#';
        for (int i = 1; i < color.Length; i++)
        {
            char digit = (char)digits[(i - 1) * digits.Length / 6];
            if (!char.IsAsciiHexDigit(digit))
                return null;
            color[i] = char.ToLowerInvariant(digit);
        }

        return color.ToString();
    }
}
