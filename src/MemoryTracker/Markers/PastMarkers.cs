using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>Marker files of a recording that is over: read once, from front to back.</summary>
public static class PastMarkers
{
    private const int LongestLine = 64 << 10;

    /// <summary>Reads a file into a log. A line that tells no time cannot be placed any more.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock of its numbers; null when these tell by their size.</param>
    /// <param name="clocks">The clocks as they stood to each other when the recording ended.</param>
    /// <param name="log">What takes the markers, and the lines that are none.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    internal static void Read(string path, MarkerClock? clock, in MarkerClocks clocks, MarkerLog log)
    {
        MarkerParser parser = new(clock) { Now = clocks.Present(clock ?? MarkerClock.Realtime) };
        using FileStream file = new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        byte[] buffer = new byte[LongestLine];
        int held = 0;
        long line = 0;
        bool isOverlong = false;
        for (int read; (read = file.Read(buffer, held, LongestLine - held)) > 0;)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, held + read);
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
            {
                if (!isOverlong)
                    Take(rest[..end], clocks);
                isOverlong = false;
            }

            if (rest.Length == LongestLine)
            {
                // What does not fit is no part of any label.
                if (!isOverlong)
                    Take(rest, clocks);
                isOverlong = true;
                rest = default;
            }

            rest.CopyTo(buffer);
            held = rest.Length;
        }

        if (held > 0 && !isOverlong)
            Take(buffer.AsSpan(0, held), clocks);

        void Take(ReadOnlySpan<byte> text, in MarkerClocks clocks)
        {
            line++;
            MarkerLine found = parser.Parse(text);
            string? problem = found switch
            {
                { Mark: null } => found.Problem,
                { Mark.At: null } => "has no time, and the recording is over",
                { Mark: { } mark } => log.Add(mark, clocks),
            };
            if (problem is not null)
                log.Refuse(path, line, problem);
        }
    }
}
