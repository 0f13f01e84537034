using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>Marker files of a recording that is over: read once, from front to back.</summary>
public static class PastMarkers
{
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
        LineSplitter lines = new();
        long line = 0;
        for (int read; (read = file.Read(lines.Room)) > 0;)
        {
            lines.Add(read);
            while (lines.TryNext(out ReadOnlySpan<byte> text, out _))
                Take(text, clocks);
        }

        if (lines.TryRest(out ReadOnlySpan<byte> last))
            Take(last, clocks);

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
