using System.Text;

namespace MemoryTracker.Markers;

/// <summary>A marker's label as others wrote it, made safe to show and no longer than <see cref="Marker.LongestLabel"/>.</summary>
internal static class MarkerLabel
{
    /// <summary>The label without space around it; empty when there is nothing else.</summary>
    public static string Clean(string text)
    {
        string clean = SafeText.Clean(text.Trim());
        // As many characters as are sure to be too many: a label may be megabytes.
        Span<byte> bytes = Encoding.UTF8.GetBytes(clean[..Math.Min(clean.Length, Marker.LongestLabel + 1)]);
        if (bytes.Length <= Marker.LongestLabel)
            return clean;
        int length = Marker.LongestLabel;
        while (IsInsideCharacter(bytes[length]))
            length--;
        return Encoding.UTF8.GetString(bytes[..length]);
    }

    private static bool IsInsideCharacter(byte utf8) => (utf8 & 0xc0) == 0x80;
}
