using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>A CSV of ours, with its document beside it or without.</summary>
internal sealed class CsvRecording : RowRecording
{
    // Between the first sample and the moment when both clocks were read for the document.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly CsvRowReader _reader;
    private readonly RecordingDocument _document;
    private readonly bool _isConcluded;

    private CsvRecording(RecordedText text, string path, CsvHeader header)
        : base(text)
    {
        _reader = new CsvRowReader(header.Columns);
        Metrics = header.Metrics;
        FirstRows first = new(text.Beginning, _reader);
        RecordingDocument? told = DocumentFile.Read(path, Told.Tell);
        if (told is not null && !IsOf(told, first))
        {
            Told.Tell($"'{SafeText.Clean(DocumentFile.Beside(path))}' is left out of account: it is that of another recording");
            told = null;
        }

        _isConcluded = told is null;
        _document = told ?? Conclude(first, header, text.Name);
        Interval = IntervalOf(_document);
        foreach (string notice in header.Notices)
            Told.Tell(notice);
        _ = text.TryReadLine(out _);
    }

    /// <inheritdoc/>
    public override RecordingDocument Document =>
        _isConcluded && LastCommand != default ? _document with { Target = _document.Target with { LastCommand = LastCommand.ToString() } } : _document;

    /// <inheritdoc/>
    public override MetricSet Metrics { get; }

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; }

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
        return new CsvRecording(text, path, header);
    }

    /// <inheritdoc/>
    protected override bool TryReadRow(ReadOnlySpan<byte> line, RecordedRow row)
    {
        bool isRow = _reader.TryRead(line, row, out string? problem);
        if (problem is not null)
            Told.Note(Text.Line, problem);
        return isRow;
    }

    private static bool IsOf(RecordingDocument document, FirstRows first) =>
        (document.Start is not { } told || first.Start is not { } start || (told.ToUniversalTime() - start).Duration() <= Tolerance)
        && (!first.AreOfOneProcess || first.Pid == document.Target.Pid);

    private static RecordingDocument Conclude(FirstRows first, CsvHeader header, string name) => new()
    {
        Tool = "",
        Target = new(first.Pid, first.Pid is null && first.Command.Length == 0 ? name : first.Command, null, null, null),
        Scope = first.AreOfOneProcess || !header.Has(CsvColumn.Content.Pid) ? "process" : "processes",
        IntervalS = first.Interval is { Ticks: > 0 } interval ? interval.TotalSeconds : null,
        DurationS = null,
        ExactPeaks = false,
        SmapsBudgetPercent = null,
        Metrics = [.. header.Metrics.InOrder.Select(metric => new RecordingDocument.MetricFacts(metric.Name, metric.Column, metric.Meaning, metric.Source))],
        Start = first.Start,
    };
}
