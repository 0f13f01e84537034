using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;

namespace MemoryTracker.Tests.Harness;

/// <summary>Lines of marker files, understood, made by hand: times are seconds since the start of the recording.</summary>
internal static class Marks
{
    /// <summary>Clocks that show how they stood 9.5 s after the start of a recording.</summary>
    public static readonly MarkerClocks Clocks = new(started: 50_000_001_000, monotonic: 9_500_001_000, realtime: 1_700_000_009_500_000_000, boottime: 59_500_001_000);

    public static Mark Point(double at, string label) => new() { Kind = MarkKind.Moment, At = Time(at), Label = label };

    public static Mark Span(double from, double to, string label) => new() { Kind = MarkKind.Span, At = Time(from), Until = Time(to), Label = label };

    public static Mark Begin(double at, string label, string track = "") => new() { Kind = MarkKind.Begin, At = Time(at), Label = label, Track = track };

    public static Mark End(double at, string label, string track = "") => new() { Kind = MarkKind.End, At = Time(at), Label = label, Track = track };

    public static Mark Untimed(string label) => new() { Kind = MarkKind.Moment, Label = label };

    /// <summary>A log of marks, none of which is refused.</summary>
    public static MarkerLog Log(params IEnumerable<Mark> marks)
    {
        MarkerLog log = new(Assert.Fail, moment => { });
        foreach (Mark mark in marks)
            Assert.Null(log.Add(mark, Clocks));
        return log;
    }

    private static MarkerTime Time(double seconds) => new(MarkerClock.Relative, (long)Math.Round(seconds * 1e9));
}
