using System.Text;
using System.Text.Json;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// A recording of ours as lines of JSON: <c>meta</c> tells what was known when it began, <c>sample</c> lines are rows, <c>marker</c> lines come between them, and <c>end</c> tells everything, unless
/// the recorder was killed or still writes.
/// </summary>
internal sealed class JsonlRecording : RowRecording
{
    // All the markers and phases that a document may hold.
    private const int LongestDocument = 16 << 20;

    private readonly JsonRowReader _reader;
    private readonly RecordedMarkers _markers = new();
    private readonly RecordingDocument _begun;
    private readonly bool _isConcluded;
    private RecordingDocument? _ended;

    private JsonlRecording(RecordedText text)
        : base(text)
    {
        text.Longest = LongestDocument;
        _ = text.TryReadLine(out ReadOnlySpan<byte> line);
        RecordingDocument? told = Told(line);
        _isConcluded = told is null;
        Metrics = told is null ? MetricsOf(text.Beginning) : MetricsOf(told);
        _reader = new JsonRowReader(Metrics);
        _begun = told ?? ConcludedDocument.Of(new FirstRows(text.Beginning, (row, taken) => JsonLine.IsSample(row) && _reader.TryRead(row, taken, out _)), Metrics, hasPids: true, text.Name);
        Interval = IntervalOf(_begun);
    }

    /// <inheritdoc/>
    public override RecordingDocument Document => _ended ?? (_isConcluded ? WithLastCommand(_begun) : _begun) with { Markers = _markers.Kept, MarkerLines = _markers.Lines };

    /// <inheritdoc/>
    public override MetricSet Metrics { get; }

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; }

    /// <summary>A text whose first line is the <c>meta</c> line of a recording; null when it is not.</summary>
    public static JsonlRecording? Of(RecordedText text, string path) => JsonLine.TypeOf(text.Beginning) == "meta" ? new JsonlRecording(text) : null;

    /// <inheritdoc/>
    protected override bool TryReadRow(ReadOnlySpan<byte> line, RecordedRow row)
    {
        string? problem = null;
        bool isRow = JsonLine.IsSample(line) && _reader.TryRead(line, row, out problem);
        if (!isRow && problem is null)
            problem = TakeOther(line, row, out isRow);
        if (problem is not null)
            Notes.Note(Text.Line, problem);
        return isRow;
    }

    /// <summary>Takes a line that is no row as the recorder writes them.</summary>
    private string? TakeOther(ReadOnlySpan<byte> line, RecordedRow row, out bool isRow)
    {
        isRow = false;
        switch (JsonLine.TypeOf(line))
        {
            case "sample":
                isRow = _reader.TryRead(line, row, out string? problem);
                return problem;
            case "marker":
                return TakeMarker(line);
            case "end":
                _ended = Told(line) ?? _ended;
                return null;
            case "meta":
                EndBeforeAnother();
                return null;
            default:
                return "is no line of a recording";
        }
    }

    private string? TakeMarker(ReadOnlySpan<byte> line)
    {
        try
        {
            RecordingDocument.MarkerFacts? marker = JsonSerializer.Deserialize(line, RecordingJson.Default.MarkerFacts);
            if (!ReadDocument.IsWhole(marker))
                return "is no marker";
            _markers.Add(ReadDocument.Clean(marker!));
            return null;
        }
        catch (JsonException)
        {
            return "is no marker";
        }
    }

    /// <summary>The document in a line; null, and told of, when it cannot be understood.</summary>
    private RecordingDocument? Told(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadDocument.Of(line);
        }
        catch (JsonException error)
        {
            Notes.Note(Text.Line, $"does not describe the recording and is left out of account: {SafeText.Shorten(SafeText.Clean(error.Message), 200)}");
            return null;
        }
    }

    private static MetricSet MetricsOf(RecordingDocument document) =>
        new(document.Metrics.Select(told => Metric.All.FirstOrDefault(metric => metric.Column == told.Column)).OfType<Metric>());

    /// <summary>Those that are keys of the first row.</summary>
    private static MetricSet MetricsOf(ReadOnlySpan<byte> beginning)
    {
        while (!beginning.IsEmpty)
        {
            int length = beginning.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? beginning : beginning[..length];
            if (JsonLine.IsSample(line))
            {
                string row = Encoding.UTF8.GetString(line);
                return new MetricSet(Metric.All.Where(metric => row.Contains($"\"{metric.Column}\":", StringComparison.Ordinal)));
            }

            beginning = length < 0 ? default : beginning[(length + 1)..];
        }

        return new MetricSet();
    }
}
