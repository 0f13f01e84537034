namespace MemoryTracker.Markers;

/// <summary>What stands between the parts of a line of text: blanks (spaces and tabs), or one comma or semicolon with or without blanks around it.</summary>
internal static class Separator
{
    private static ReadOnlySpan<byte> All => " \t,;"u8;

    private static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>The text without the blanks around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(Blanks);

    /// <summary>Whether a part ends where this text begins.</summary>
    public static bool IsNext(ReadOnlySpan<byte> text) => text.IsEmpty || All.Contains(text[0]);

    /// <summary>How many bytes stand before the first separator.</summary>
    public static int Distance(ReadOnlySpan<byte> text)
    {
        int distance = text.IndexOfAny(All);
        return distance < 0 ? text.Length : distance;
    }

    /// <summary>What follows the separator with which the text begins.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(Blanks);
        return !text.IsEmpty && text[0] is (byte)',' or (byte)';' ? text[1..].TrimStart(Blanks) : text;
    }
}
