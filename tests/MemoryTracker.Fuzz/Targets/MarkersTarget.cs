using System.Text;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Markers.Running;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>A marker file of any format: the first byte chooses the clock of its numbers, the rest are its lines.</summary>
internal static class MarkersTarget
{
    private const int MostTags = 16;
    private const long Now = 100_000_000_000_000;

    private static readonly MarkerClock?[] Clocks = [null, MarkerClock.Realtime, MarkerClock.Monotonic, MarkerClock.Boottime, MarkerClock.Relative];

    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        MarkerParser parser = new(Clocks[input[0] % Clocks.Length]) { Now = Now };
        ReadOnlySpan<byte> lines = input[1..];
        foreach (Range line in lines.Split((byte)'\n'))
            Check(parser.Parse(lines[line]));
    }

    private static void Check(MarkerLine line)
    {
        Invariant.Holds(line.Mark is null || line.Problem is null);
        CheckText(line.Problem ?? "");
        if (line.Mark is not { } mark)
            return;
        Invariant.Holds(mark.Label.Length > 0 || mark.Kind == MarkKind.End);
        Invariant.Holds((mark.Kind == MarkKind.Span) == mark.Until is not null);
        Invariant.Holds(mark.Until is not { } until || (until.Clock == mark.At!.Value.Clock && until.Nanoseconds >= mark.At.Value.Nanoseconds));
        Invariant.Holds(mark.At is not { Clock: not MarkerClock.Realtime, Nanoseconds: < 0 });
        Invariant.Holds(mark.Tags.Count <= MostTags);
        Invariant.Holds(mark.Color is null || mark.Color == MarkerColor.Parse(Encoding.UTF8.GetBytes(mark.Color)));
        CheckText(mark.Label);
        CheckText(mark.Track);
        foreach (string tag in mark.Tags)
            CheckText(tag);
        if (mark is { Kind: not MarkKind.Span, At: { Clock: MarkerClock.Realtime, Nanoseconds: >= 0 } })
            CheckWritten(mark);
    }

    /// <summary>Written as <c>memory_tracker mark</c> writes it, it is read as the same.</summary>
    private static void CheckWritten(Mark mark)
    {
        byte[] line = MarkJson.Write(mark.Kind, mark.At!.Value.Nanoseconds, mark.Label);
        Mark again = new MarkerParser(null).Parse(line.AsSpan(0, line.Length - 1)).Mark!.Value;
        Invariant.Holds((again.Kind, again.At, again.Label) == (mark.Kind, mark.At, mark.Label));
    }

    private static void CheckText(string text)
    {
        Invariant.IsSafe(text);
        Invariant.Holds(Encoding.UTF8.GetByteCount(text) <= Marker.LongestLabel);
    }
}
