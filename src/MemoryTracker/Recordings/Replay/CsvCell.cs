using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A cell of CSV of any form that RFC 4180 allows.</summary>
internal static class CsvCell
{
    /// <summary>What the cell says that begins at a place of the line, without its quotation marks.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the cell begins.</param>
    /// <param name="end">Where it ends: at a comma or the line's end.</param>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> line, int start, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        if (text.StartsWith("\""u8) && TryQuoted(text[1..], out ReadOnlySpan<byte> content, out int length))
        {
            end = start + 1 + length;
            return content;
        }

        end = End(line, start);
        return line[start..end];
    }

    /// <summary>Where a cell ends that nobody quoted.</summary>
    public static int End(ReadOnlySpan<byte> line, int start)
    {
        int comma = line[start..].IndexOf((byte)',');
        return comma < 0 ? line.Length : start + comma;
    }

    /// <summary>Takes a cell that is quoted as a whole; one that only begins with a quotation mark is taken as it is.</summary>
    private static bool TryQuoted(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> content, out int length) =>
        QuotedCell.TryRead(text, out content, out length) && (length == text.Length || text[length] == ',');
}
