using MemoryTracker.Linux;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Markers;

/// <summary>A marker file of a recording that is over: read from front to back, as often as it is asked for, and what can be read only once, such as a pipe, is kept.</summary>
/// <param name="path">The file.</param>
internal sealed class PastMarkers(string path)
{
    private byte[]? _kept;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Reads it into a log. A line that tells no time cannot be placed any more.</summary>
    /// <param name="clock">The clock of its numbers; null when these tell by their size.</param>
    /// <param name="clocks">The clocks as they stood to each other when the recording ended.</param>
    /// <param name="log">What takes the markers, and the lines that are none.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public void Read(MarkerClock? clock, in MarkerClocks clocks, MarkerLog log)
    {
        MarkerParser parser = new(clock) { Now = clocks.Present(clock ?? MarkerClock.Realtime) };
        using Stream file = Open();
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

    private Stream Open()
    {
        if (_kept is not null)
            return new MemoryStream(_kept, writable: false);
        FileStream file = new(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        if (FileKind.Of(path) is { IsRegular: true })
            return file;
        using (file)
        {
            using MemoryStream all = new();
            file.CopyTo(all);
            _kept = all.ToArray();
        }

        return new MemoryStream(_kept, writable: false);
    }
}
