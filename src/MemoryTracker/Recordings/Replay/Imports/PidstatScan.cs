using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// What must be known of a log of pidstat before it is read: whether it tells of several processes. Then its samples are totals from the first one on, be the second process seen hours later: a recording
/// that becomes another in the midst is none.
/// </summary>
internal sealed class PidstatScan
{
    private readonly Figures _row = new();
    private PidstatHeader? _header;
    private int? _pid;
    private bool _areSeveral;

    private PidstatScan()
    {
    }

    /// <summary>Looks through a log, or at the beginning of what can be read only once, such as a pipe: what is longer may tell of several.</summary>
    public static bool TellsOfSeveral(RecordedText text, string path)
    {
        PidstatScan scan = new();
        if (RecordedText.CanBeReadTwice(path))
            scan.TakeFile(path);
        else
            scan.TakeBeginning(text.Beginning);
        return scan._areSeveral;
    }

    private void TakeFile(string path)
    {
        using RecordedText text = RecordedText.Open(path);
        while (!_areSeveral && text.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!text.IsTorn && !text.IsOverlong)
                Take(line);
        }
    }

    private void TakeBeginning(ReadOnlySpan<byte> beginning)
    {
        _areSeveral = beginning.Length == RecordedText.BeginningLength;
        while (!beginning.IsEmpty)
            Take(LogText.TakeLine(ref beginning));
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (PidstatHeader.Of(line) is { } header)
            _header = header;
        else if (_header is not null && !PidstatLog.IsBesides(line) && _header.Read(line, _row, out _, out _) is null)
            _areSeveral |= (_pid ??= _row.Pid) != _row.Pid;
    }
}
