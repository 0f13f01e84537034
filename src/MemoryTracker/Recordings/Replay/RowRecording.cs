using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Sampling;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// A recording of rows as our own files have them: of one process, or of the total of several, which has no PID, with rows of its processes below it. Makes samples of them again, and
/// passes over rows that cannot have been taken then: earlier than the one before, or of another process.
/// </summary>
/// <param name="text">The file.</param>
internal abstract class RowRecording(RecordedText text) : RecordedFile
{
    private readonly RecordedRow _row = new();
    private RecordedProcesses? _processes;
    private CpuTimeOfRows? _cpuTime;
    private Sample? _sample;
    private bool _isWaiting;
    private bool _hasBegun;
    private bool _wasKnown;
    private int? _pid;
    private long _previous;
    private long _start;
    private TimeSpan _interval;
    private bool _isOver;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notices =>
    [
        .. Notes.All,
        .. text.Failure is { } failure ? [$"the recording ends before its end: {failure}"] : Array.Empty<string>(),
        .. text.IsTorn ? ["the last line is not whole and was left out"] : Array.Empty<string>(),
        .. _hasBegun ? Array.Empty<string>() : ["there is no sample in it"],
    ];

    /// <inheritdoc/>
    public override double? ReadShare => text.ReadShare;

    /// <summary>What is to be told of the file.</summary>
    protected LineNotices Notes { get; } = new();

    /// <summary>The file's text.</summary>
    protected RecordedText Text => text;

    /// <summary>From sample to sample; zero when that is not known.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>The command name that the recorded process had last; empty when there were several.</summary>
    protected CommandName LastCommand { get; private set; }

    /// <summary>The metrics of which figures are told of a moment.</summary>
    private Metric[] Moments => field ??= [.. Metrics.InOrder.Where(metric => metric.Kind == MetricKind.Moment)];

    /// <inheritdoc/>
    public override bool TryRead(Sample sample)
    {
        if (!TryNext())
            return false;
        _isWaiting = false;
        Begin();
        Fill(sample);
        if (_processes is not null)
            ReadProcesses(sample.Elapsed);
        sample.HasEnded = IsLast(sample);
        sample.HasNobody = sample.Total[Metric.Processes] == 0;
        return true;
    }

    /// <summary>The interval that a document tells; zero when it tells none.</summary>
    protected static TimeSpan IntervalOf(RecordingDocument document) => RecordingDocument.Time(document.IntervalS ?? 0);

    /// <summary>A document that was concluded from the first rows, with what the last one tells.</summary>
    protected RecordingDocument WithLastCommand(RecordingDocument document) =>
        LastCommand == default ? document : document with { Target = document.Target with { LastCommand = LastCommand.ToString() } };

    /// <summary>Reads the line as a row; false when it is none, such as one that tells something else of the recording.</summary>
    /// <param name="line">The line, without what ended it.</param>
    /// <param name="row">What takes it.</param>
    protected abstract bool TryReadRow(ReadOnlySpan<byte> line, RecordedRow row);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
    }

    /// <summary>Reads on to the next row that stands for a sample, if it is not there yet.</summary>
    private bool TryNext()
    {
        while (!_isWaiting && TryReadAny())
        {
            string? problem = Problem();
            _isWaiting = problem is null;
            if (problem is not null)
                Notes.Note(text.Line, problem);
        }

        return _isWaiting;
    }

    /// <summary>Ends before the next recording in the same file: together they would be one that never was.</summary>
    protected void EndBeforeAnother()
    {
        _isOver = true;
        Notes.Tell(FormattableString.Invariant($"another recording begins in line {text.Line}: told is of the first alone"));
    }

    private bool TryReadAny()
    {
        while (!_isOver && text.TryReadLine(out ReadOnlySpan<byte> line) && !text.IsTorn)
        {
            if (text.IsOverlong)
            {
                Notes.Note(text.Line, "is far too long");
            }
            else if (!line.IsEmpty && TryReadRow(line, _row))
            {
                Place();
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a row that tells only one of its two times the other.</summary>
    private void Place()
    {
        if (_row.Elapsed >= 0 && _row.Time != 0)
            _start = _row.Time - (_row.Elapsed * TimeSpan.TicksPerMicrosecond);
        else if (_row.Elapsed >= 0)
            _row.Time = _start + (_row.Elapsed * TimeSpan.TicksPerMicrosecond);
        else
            _row.Elapsed = (_row.Time - (_start = _hasBegun ? _start : _row.Time)) / TimeSpan.TicksPerMicrosecond;
    }

    /// <summary>Why the row is not that of the next sample; null when it is.</summary>
    private string? Problem()
    {
        if (_row.Elapsed > RecordedRow.LongestElapsed)
            return "was taken longer after the first than any recording lasts";
        if (!_hasBegun)
            return null;
        if (_row.Figures.Pid != _pid)
            return _pid is null ? "belongs to no total" : "belongs to another process";
        return _row.Elapsed < _previous ? "was taken before the line above" : null;
    }

    private void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        _pid = _row.Figures.Pid;
        _interval = Interval;
        _cpuTime = new CpuTimeOfRows(Metrics);
        _processes = _pid is null ? new RecordedProcesses(Metrics) : null;
    }

    private void Fill(Sample sample)
    {
        if (_sample != sample)
            Prepare(sample);
        sample.Time = new DateTime(_row.Time, DateTimeKind.Utc);
        sample.Elapsed = TimeSpan.FromTicks(_row.Elapsed * TimeSpan.TicksPerMicrosecond);
        sample.FollowsGap = Ticker.SkipsBetween(TimeSpan.FromTicks(_previous * TimeSpan.TicksPerMicrosecond), sample.Elapsed, _interval);
        sample.CpuTime = _cpuTime!.At(_row.Figures, _row.Elapsed);
        _row.Figures.CopyTo(sample.Total, Metrics);
        LastCommand = sample.Total.Command;
        _previous = _row.Elapsed;
    }

    /// <summary>Another sample than before may still have figures of another recording.</summary>
    private void Prepare(Sample sample)
    {
        _sample = sample;
        sample.Total.Clear();
        sample.Total.Pid = _pid;
        sample.Processes = _processes?.Rows ?? [];
    }

    /// <summary>Reads on up to the next total.</summary>
    private void ReadProcesses(TimeSpan elapsed)
    {
        _processes!.Begin();
        while (!_isWaiting && TryReadAny())
        {
            bool isProcess = _row.Figures.Pid is not null && _row.Elapsed == elapsed.Ticks / TimeSpan.TicksPerMicrosecond;
            string? problem = !isProcess ? Problem() : _processes.TryAdd(_row.Figures) ? null : "is the second of its process at that time";
            _isWaiting = !isProcess && problem is null;
            if (problem is not null)
                Notes.Note(text.Line, problem);
        }

        _processes.End();
    }

    /// <summary>Whether it is the row of the recorded process's end: the last one, in which nothing is known but counters, unless the recording is known to have ended otherwise.</summary>
    private bool IsLast(Sample sample)
    {
        foreach (Metric metric in Moments)
        {
            if (double.IsNaN(sample.Total[metric]))
                continue;
            _wasKnown = true;
            return false;
        }

        return !TryNext() && (Document.End is { } end ? end.Reason == RecordingDocument.EndFacts.TargetEnded : _wasKnown);
    }
}
