namespace MemoryTracker.Markers.Lines;

/// <summary>What stands between the quotation marks of a cell of CSV, where a doubled mark is one (RFC 4180).</summary>
internal static class QuotedCell
{
    private const byte Quote = (byte)'"';

    /// <summary>Reads a cell up to the mark that ends it; false when none does.</summary>
    /// <param name="text">What follows the mark with which the cell begins.</param>
    /// <param name="content">What the cell says.</param>
    /// <param name="length">How much of the text it takes, the mark that ends it included.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> content, out int length)
    {
        content = default;
        length = 0;
        int end = 0;
        bool hasQuotes = false;
        while (true)
        {
            int next = text[end..].IndexOf(Quote);
            if (next < 0)
                return false;
            end += next;
            if (!text[(end + 1)..].StartsWith("\""u8))
                break;
            hasQuotes = true;
            end += 2;
        }

        content = hasQuotes ? Unquote(text[..end]) : text[..end];
        length = end + 1;
        return true;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text)
    {
        byte[] plain = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            plain[length++] = text[i];
            i += text[i] == Quote ? 1 : 0;
        }

        return plain.AsSpan(0, length);
    }
}
