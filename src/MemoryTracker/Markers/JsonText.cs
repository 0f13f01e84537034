using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MemoryTracker.Markers;

/// <summary>
/// The text of a JSON string, as bytes that need not be UTF-8. The framework's own way throws at half a surrogate pair, which is how Python's
/// <c>json</c> writes a file name that is no UTF-8.
/// </summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    /// <summary>The text, or a number as it is written, on which the reader stands.</summary>
    public static ReadOnlySpan<byte> Of(scoped in Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : reader.ValueSpan;

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        // No escape is shorter than what it stands for.
        byte[] text = new byte[escaped.Length];
        int length = 0;
        while (!escaped.IsEmpty)
        {
            int plain = escaped.IndexOf((byte)'\\');
            plain = plain < 0 ? escaped.Length : plain;
            escaped[..plain].CopyTo(text.AsSpan(length));
            length += plain;
            escaped = escaped[plain..];
            if (!escaped.IsEmpty)
                length += TakeRune(ref escaped).EncodeToUtf8(text.AsSpan(length));
        }

        return text.AsSpan(0, length);
    }

    /// <summary>Takes one escape, which the reader has found to be whole; two when they are a pair.</summary>
    private static Rune TakeRune(ref ReadOnlySpan<byte> escaped)
    {
        byte letter = escaped[1];
        if (letter != 'u')
        {
            escaped = escaped[2..];
            return new Rune(letter switch { (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', (byte)'b' => '\b', (byte)'f' => '\f', _ => (char)letter });
        }

        char unit = TakeUnit(ref escaped);
        ReadOnlySpan<byte> behind = escaped;
        if (char.IsHighSurrogate(unit) && escaped.StartsWith("\\u"u8) && Rune.TryCreate(unit, TakeUnit(ref behind), out Rune pair))
        {
            escaped = behind;
            return pair;
        }

        return Rune.TryCreate(unit, out Rune rune) ? rune : Rune.ReplacementChar;
    }

    private static char TakeUnit(ref ReadOnlySpan<byte> escaped)
    {
        ReadOnlySpan<byte> digits = escaped.Slice(2, HexDigits);
        escaped = escaped[(2 + HexDigits)..];
        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
