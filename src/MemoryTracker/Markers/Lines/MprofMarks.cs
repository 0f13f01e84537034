using System.Buffers;

namespace MemoryTracker.Markers.Lines;

/// <summary>
/// Lines of a file of mprof (Python's memory_profiler): <c>FUNC NAME MEMORY START MEMORY END [LEVEL]</c>, times in seconds since 1970 whatever clock
/// others in the file have. Its other lines are samples of its own (<c>MEM</c>, <c>CHLD</c>) and the command (<c>CMDLINE</c>).
/// </summary>
internal sealed class MprofMarks(MarkerTexts texts)
{
    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789. "u8);

    /// <summary>Reads such a line; false when it is none.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out MarkerLine read)
    {
        read = default;
        if (!line.StartsWith("FUNC "u8))
            return IsOther(line);
        ReadOnlySpan<byte> rest = line["FUNC "u8.Length..];
        ReadOnlySpan<byte> last = TakeLast(ref rest);

        // A level has no point and memory and times always have. They are read from the end because a name may hold blanks.
        ReadOnlySpan<byte> end = last.Contains((byte)'.') ? last : TakeLast(ref rest);
        _ = TakeLast(ref rest);
        ReadOnlySpan<byte> start = TakeLast(ref rest);
        _ = TakeLast(ref rest);
        string label = texts.Label(rest);
        if (label.Length == 0 || Time(start) is not { } at || Time(end) is not { } until)
            read = MarkerProblem.Of("is no line of mprof: wanted is FUNC NAME MEMORY START MEMORY END");
        else if (until.Nanoseconds < at.Nanoseconds)
            read = MarkerProblem.Of("ends before it begins");
        else
            read = new MarkerLine(new Mark { Kind = MarkKind.Span, At = at, Until = until, Label = label }, null);
        return true;
    }

    private static bool IsOther(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("CMDLINE "u8))
            return true;
        return (line.StartsWith("MEM "u8) || line.StartsWith("CHLD "u8)) && !line[line.IndexOf((byte)' ')..].ContainsAnyExcept(Numbers);
    }

    private static MarkerTime? Time(ReadOnlySpan<byte> text) => MarkerTimes.After(new MarkerTime(MarkerClock.Realtime, 0), text, TimeKind.Seconds, isField: false);

    /// <summary>Takes off the last word.</summary>
    private static ReadOnlySpan<byte> TakeLast(ref ReadOnlySpan<byte> text)
    {
        text = Separator.Trim(text);
        int start = text.LastIndexOfAny(" \t"u8) + 1;
        ReadOnlySpan<byte> word = text[start..];
        text = text[..start];
        return word;
    }
}
