using System.Buffers;
using System.Text;

namespace MemoryTracker;

/// <summary>
/// Text from processes and files, made safe to show: control characters (escape sequences, newlines, C1), bidirectional
/// overrides and bytes that are not UTF-8 become U+FFFD. Nothing from outside reaches a terminal, a chart or a CSV otherwise.
/// </summary>
public static class SafeText
{
    /// <summary>The most bytes that one byte of input can become.</summary>
    public const int MaxGrowth = 3;

    /// <summary>The bytes as safe text.</summary>
    public static string Clean(ReadOnlySpan<byte> utf8)
    {
        byte[] clean = new byte[utf8.Length * MaxGrowth];
        return Encoding.UTF8.GetString(clean.AsSpan(0, Clean(utf8, clean)));
    }

    /// <summary>The text, or its beginning and an ellipsis, in so many characters at most, which are two at least. No pair of surrogates is cut in two.</summary>
    internal static string Shorten(string text, int most)
    {
        if (text.Length <= most)
            return text;
        int length = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), "…");
    }

    /// <summary>The text as safe text.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(IsSafe(rune) ? rune : Rune.ReplacementChar);
        return clean.ToString();
    }

    /// <summary>Writes the bytes as safe UTF-8 and returns how many were written; needs room for <see cref="MaxGrowth"/> times the input.</summary>
    public static int Clean(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        int written = 0;
        while (!utf8.IsEmpty)
        {
            bool isWhole = Rune.DecodeFromUtf8(utf8, out Rune rune, out int length) == OperationStatus.Done;
            rune = isWhole && IsSafe(rune) ? rune : Rune.ReplacementChar;
            written += rune.EncodeToUtf8(destination[written..]);
            utf8 = utf8[length..];
        }

        return written;
    }

    private static bool IsSafe(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7f and <= 0x9f) => false,
        0x061c or 0x200e or 0x200f or 0x2028 or 0x2029 => false,
        (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) => false,
        _ => true,
    };
}
