using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>The functions of a file of mprof, as spans. A program writes them itself when it ends, which mprof notices only later: they may stand before the first line of their run.</summary>
internal sealed class MprofFunctions
{
    private readonly MprofMarks _marks = new(new MarkerTexts());

    // By the time of day: when the run began may still be to come.
    private readonly MarkerLog _log = new(_ => { }, _ => { });

    private static ReadOnlySpan<byte> Beginning => "FUNC "u8;

    /// <summary>Whether a line tells of a function.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => line.StartsWith(Beginning);

    /// <summary>Takes such a line; why it cannot be understood, else null.</summary>
    public string? Take(ReadOnlySpan<byte> line)
    {
        if (!_marks.TryRead(line, out MarkerLine read) || read.Mark is not { } mark)
            return read.Problem ?? "is no line of mprof";
        return _log.Add(mark, new MarkerClocks(started: 0, monotonic: 0, realtime: 0, boottime: 0));
    }

    /// <summary>Those of a run, since its start.</summary>
    /// <param name="start">When it began, since 1970.</param>
    /// <param name="end">What began later is of another run.</param>
    public MarkerLog Within(TimeSpan start, TimeSpan end) =>
        MarkerLog.Of(
            _log.Markers.Where(marker => marker.End >= start && marker.At <= end).Select(marker => marker with { At = marker.At - start, End = marker.End - start }),
            _log.LeftOut,
            badLines: 0,
            notice: _ => { });
}
