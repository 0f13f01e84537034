namespace MemoryTracker.Markers;

/// <summary>
/// Lines as Android's atrace writes them into <c>trace_marker</c>: <c>B|pid|name</c> and <c>E|pid</c>, <c>S|pid|name|cookie</c> and <c>F|pid|name|cookie</c> for what
/// may overlap, <c>I|pid|name</c>, and counters (<c>C</c>), which mark nothing. They carry no time; one may stand before them.
/// </summary>
internal sealed class AtraceMarks(MarkerTexts texts)
{
    private const byte Bar = (byte)'|';

    /// <summary>Reads such a line; false when it is none.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, MarkerTime? at, out MarkerLine read)
    {
        read = default;
        if (line is not [(byte)'B' or (byte)'E' or (byte)'I' or (byte)'S' or (byte)'F' or (byte)'C', Bar, ..])
            return false;
        byte letter = line[0];
        int end = line[2..].IndexOf(Bar);
        ReadOnlySpan<byte> process = Separator.Trim(end < 0 ? line[2..] : line.Slice(2, end));
        ReadOnlySpan<byte> name = end < 0 ? default : line[(2 + end + 1)..];
        if (process.IsEmpty || process.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        if (letter == 'C')
            return true;

        string track = letter == 'I' ? "" : texts.Tag(process);
        if (letter is (byte)'S' or (byte)'F' && name.LastIndexOf(Bar) is >= 0 and int cookie)
        {
            track = $"{track}|{texts.Tag(name[(cookie + 1)..])}";
            name = name[..cookie];
        }

        MarkKind kind = letter switch { (byte)'I' => MarkKind.Moment, (byte)'E' or (byte)'F' => MarkKind.End, _ => MarkKind.Begin };
        string label = texts.Label(name);
        read = label.Length == 0 && kind != MarkKind.End
            ? MarkerProblem.Of($"does not say what {(kind == MarkKind.Begin ? "begins" : "happened")}: wanted is {(char)letter}|PID|NAME")
            : new MarkerLine(new Mark { Kind = kind, At = at, Label = label, Track = track }, null);
        return true;
    }
}
