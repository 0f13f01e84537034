using System.Buffers;

namespace MemoryTracker.Markers.Lines;

/// <summary>
/// Understands a marker file line by line, each told apart by itself; only the columns of CSV are remembered from their header. It never throws, whatever
/// the bytes, and takes time in proportion to their number.
/// </summary>
internal sealed class MarkerParser
{
    private static readonly SearchValues<byte> Punctuation = SearchValues.Create("[],; \t"u8);

    private readonly MarkerTimes _times;
    private readonly AtraceMarks _atrace;
    private readonly MprofMarks _mprof;
    private readonly JsonMarks _json;
    private readonly CsvMarks _csv;
    private readonly TextMarks _text;

    /// <param name="clock">The clock of the file's numbers; null when their size tells.</param>
    public MarkerParser(MarkerClock? clock)
    {
        MarkerTexts texts = new();
        _times = new MarkerTimes(clock);
        FieldMarks fields = new(_times, texts);
        _atrace = new AtraceMarks(texts);
        _mprof = new MprofMarks(texts);
        _json = new JsonMarks(fields);
        _csv = new CsvMarks(fields);
        _text = new TextMarks(_times, texts, _atrace);
    }

    /// <summary>What the chosen clock shows now, in nanoseconds: tells the unit of whole numbers on the monotonic and the boottime clock.</summary>
    public long Now
    {
        get => _times.Now;
        set => _times.Now = value;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>Understands one line, without its line feed.</summary>
    public MarkerLine Parse(ReadOnlySpan<byte> line)
    {
        // Wherever files were joined, one mark stands at the start of each.
        line = line.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        ReadOnlySpan<byte> text = Separator.Trim(line);
        if (IsEmpty(text) || text[0] == '#')
            return default;
        if (text.Contains((byte)0))
            return MarkerProblem.Of("holds NUL bytes: wanted is UTF-8, and this may be UTF-16");
        if (JsonStart(text) is >= 0 and int start)
            return _json.Read(text[start..]);
        if (_mprof.TryRead(text, out MarkerLine read) || _atrace.TryRead(text, null, out read))
            return read;
        return _csv.HasHeader ? ReadBelowHeader(line, text) : ReadText(line, text);
    }

    private MarkerLine ReadText(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        if (_text.TryReadTimed(text, out MarkerLine read) || _csv.TryTakeHeader(line))
            return read;
        return _text.ReadUntimed(text);
    }

    /// <summary>Reads a row; a line that is none may be another header or, in a file to which several write, one of text.</summary>
    private MarkerLine ReadBelowHeader(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        if (_csv.TryReadRow(line, out MarkerLine row))
            return row;
        if (_csv.TryTakeHeader(line))
            return default;
        return _text.TryReadTimed(text, out MarkerLine read) && read.Mark is not null ? read : row;
    }

    /// <summary>Whether the line is nothing at all, a bracket around an array of JSON objects, or a row of empty cells.</summary>
    private static bool IsEmpty(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Punctuation);

    /// <summary>Where a JSON object begins, behind the bracket of an array perhaps; negative when none does.</summary>
    private static int JsonStart(ReadOnlySpan<byte> text)
    {
        int start = text.Length - text.TrimStart("[ \t"u8).Length;
        return start < text.Length && text[start] == '{' ? start : -1;
    }
}
