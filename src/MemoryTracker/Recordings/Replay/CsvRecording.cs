using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A CSV of ours, with its document beside it or without.</summary>
internal sealed class CsvRecording : RowRecording
{
    private readonly CsvRowReader _reader;
    private readonly RecordingDocument _document;
    private readonly bool _isConcluded;
    private byte[] _header = [];

    private CsvRecording(RecordedText text, CsvHeader header, RecordingDocument document)
        : base(text)
    {
        _reader = new CsvRowReader(header.Columns);
        Metrics = header.Metrics;
        _document = document;
        Interval = IntervalOf(document);
        _ = text.TryReadLine(out _);
    }

    private CsvRecording(RecordedText text, string path, CsvHeader header)
        : base(text)
    {
        _reader = new CsvRowReader(header.Columns);
        Metrics = header.Metrics;
        FirstRows first = new(text.Beginning, (line, row) => _reader.TryRead(line, row, out _));
        RecordingDocument? told = DocumentFile.Read(path, Notes.Tell);
        if (told is not null && DocumentOfRows.WhyNot(told, first, header.Metrics) is { } reason)
        {
            Notes.Tell($"'{SafeText.Clean(DocumentFile.Beside(path))}' is left out of account: {reason}");
            told = null;
        }

        _isConcluded = told is null;
        _document = told ?? ConcludedDocument.Of(first, header.Metrics, header.Has(CsvColumn.Content.Pid), text.Name);
        Interval = IntervalOf(_document);
        foreach (string notice in header.Notices)
            Notes.Tell(notice);
        _ = text.TryReadLine(out _);
    }

    /// <inheritdoc/>
    public override RecordingDocument Document => _isConcluded ? WithLastCommand(_document) : _document;

    /// <inheritdoc/>
    public override MetricSet Metrics { get; }

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; }

    /// <summary>Rows that have just been written, of which all else is known.</summary>
    public static CsvRecording Of(RecordedText text, RecordingDocument document)
    {
        ReadOnlySpan<byte> line = text.Beginning;
        return new CsvRecording(text, new CsvHeader(line[..line.IndexOf((byte)'\n')]), document);
    }

    /// <summary>A text whose first line is a header of ours; null when it is not.</summary>
    /// <exception cref="RecordedFileException">It has columns of ours, but none that says when samples were taken.</exception>
    public static CsvRecording? Of(RecordedText text, string path)
    {
        ReadOnlySpan<byte> line = text.Beginning;
        int end = line.IndexOf((byte)'\n');
        CsvHeader header = new((end < 0 ? line : line[..end]).TrimEnd((byte)'\r'));
        if (header.Metrics.InOrder.IsEmpty)
            return null;
        if (!header.Has(CsvColumn.Content.Time) && !header.Has(CsvColumn.Content.Elapsed))
            throw new RecordedFileException($"'{text.Name}' does not tell when its samples were taken: it needs a column 'elapsed_s' or 'time'");
        byte[] first = (end < 0 ? line : line[..end]).TrimEnd((byte)'\r').ToArray();
        return new CsvRecording(text, path, header) { _header = first };
    }

    /// <inheritdoc/>
    protected override bool TryReadRow(ReadOnlySpan<byte> line, RecordedRow row)
    {
        bool isRow = _reader.TryRead(line, row, out string? problem);
        if (!isRow && line.SequenceEqual(_header))
            EndBeforeAnother();
        else if (problem is not null)
            Notes.Note(Text.Line, problem);
        return isRow;
    }
}
