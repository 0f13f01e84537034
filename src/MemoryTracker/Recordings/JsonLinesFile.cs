using MemoryTracker.Markers;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// A recording as lines of JSON (JSON Lines), streamed: first a <c>meta</c> line with what is known when it begins, then a <c>sample</c> line for each row and a <c>marker</c> line for
/// each marker as they come, an open span once more when it has ended, and at the end an <c>end</c> line with the whole document. Of several <c>end</c> lines the last holds.
/// </summary>
internal sealed class JsonLinesFile : RowFile
{
    // So much is written at once.
    private const int Block = 64 << 10;

    private JsonRow? _row;
    private byte[] _block = [];
    private bool _hasMeta;

    /// <inheritdoc cref="RowFile(string)"/>
    public JsonLinesFile(string path)
        : base(path)
    {
    }

    /// <summary>Tells what the first line says. Asked when the first row has come: only then it is known when the recording began.</summary>
    public Func<RecordingDocument>? Describe { get; set; }

    /// <inheritdoc/>
    public override string? TryBegin(MetricSet metrics)
    {
        _row = new JsonRow(metrics);
        _block = GC.AllocateUninitializedArray<byte>(Block + _row.MaxLength);
        Empty();
        return null;
    }

    /// <inheritdoc/>
    public override string? Append(ReadOnlySpan<byte> rows)
    {
        string? problem = WriteMeta();
        int filled = 0;
        while (!rows.IsEmpty)
        {
            int length = rows.IndexOf((byte)'\n');
            filled += _row!.Format(rows[..length], _block.AsSpan(filled));
            rows = rows[(length + 1)..];
            if (filled < Block && !rows.IsEmpty)
                continue;
            problem = Write(_block.AsSpan(0, filled), areRows: true) ?? problem;
            filled = 0;
        }

        return problem;
    }

    /// <summary>Appends a marker that has come, or a span that has ended; what went wrong, in words, the first time that something does.</summary>
    public string? Append(Marker marker)
    {
        string? problem = WriteMeta();
        return Write(RecordingJson.WriteLine("marker", MarkerDocument.Facts(marker)), areRows: false) ?? problem;
    }

    /// <summary>Appends what is known at the end; what went wrong, in words, the first time that something does.</summary>
    public string? End(RecordingDocument document)
    {
        string? problem = WriteMeta();
        return Write(RecordingJson.WriteLine("end", document), areRows: false) ?? problem;
    }

    private string? WriteMeta()
    {
        if (_hasMeta)
            return null;
        _hasMeta = true;
        return Write(RecordingJson.WriteLine("meta", Begun(Describe!())), areRows: false);
    }

    /// <summary>Without what is only known at the end, even where it is already: the file must be true if it is cut off.</summary>
    private static RecordingDocument Begun(RecordingDocument document) => document with
    {
        Target = document.Target with { LastCommand = null },
        Part = null,
        End = null,
        Limits = [.. document.Limits.Select(LimitDocument.WithoutOutcome)],
        Markers = [],
        MarkerLines = new(0, 0, 0),
        Phases = null,
        PhasesNotListed = 0,
        PhaseTotals = null,
        Statistics = null,
        Growth = null,
        Assertions = null,
        Processes = null,
        ProcessesNotListed = 0,
        Restarts = 0,
        Accuracy = null,
    };
}
