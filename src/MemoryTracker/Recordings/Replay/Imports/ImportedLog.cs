using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// A log that another tool wrote, read as a recording: its metrics are those that the tool has, in our units, and what it does not tell is unknown. The interval is not
/// written in any of them, so there are no gaps unless the log shows them.
/// </summary>
internal abstract class ImportedLog : RecordedFile
{
    private readonly string _tool;
    private readonly RecordedText _text;
    private readonly IReadOnlyList<LogColumn> _columns;
    private readonly LineNotices _notices = new();

    /// <param name="text">The log, which has been recognized and not been read.</param>
    /// <param name="tool">Who wrote it.</param>
    /// <param name="columns">What it has.</param>
    protected ImportedLog(RecordedText text, string tool, IReadOnlyList<LogColumn> columns)
    {
        (_text, _tool, _columns) = (text, tool, columns);
        Metrics = new MetricSet(columns.Select(column => column.Metric));
    }

    /// <inheritdoc/>
    public override RecordingDocument Document => new()
    {
        Tool = _tool,
        Target = new(Pid, Command, LastCommand: null, Argv: null, StartTicks: null),
        Scope = Scope,
        IntervalS = null,
        DurationS = null,
        ExactPeaks = false,
        SmapsBudgetPercent = null,
        Metrics = [.. _columns.OrderBy(column => column.Metric.Index).Select(column => new RecordingDocument.MetricFacts(column.Metric.Name, column.Metric.Column, column.Metric.Meaning, column.Source))],
        Start = Start is { } start ? DateTime.UnixEpoch + start : null,
    };

    /// <inheritdoc/>
    public override MetricSet Metrics { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Notices => _notices.All;

    /// <inheritdoc/>
    public override double? ReadShare => _text.ReadShare;

    /// <summary>The process; null when the log does not tell it.</summary>
    protected virtual int? Pid => null;

    /// <summary>When the recording began, since 1970 in UTC; null when the log does not tell it.</summary>
    protected virtual TimeSpan? Start => null;

    /// <summary>What was recorded, safe to show: the command, or the name of the log where it does not tell that.</summary>
    protected abstract string Command { get; }

    /// <inheritdoc cref="RecordingDocument.Scope"/>
    protected abstract string Scope { get; }

    /// <summary>The log's name, safe to show.</summary>
    protected string FileName => Path.GetFileName(_text.Name);

    /// <summary>The number of the line that was read last.</summary>
    protected long Line => _text.Line;

    /// <summary>Whether the log ended within a line.</summary>
    protected bool IsTorn { get; private set; }

    /// <summary>Reads the next line that is whole and not blank; false at the end.</summary>
    protected bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        while (_text.TryReadLine(out line))
        {
            IsTorn = _text.IsTorn;
            if (IsTorn)
                Tell("its last line is not whole: it is left out");
            else if (_text.IsOverlong)
                PassOver("is too long");
            else if (!Separator.Trim(line).IsEmpty)
                return true;
        }

        if (_text.Failure is { } failure)
            Tell($"it ends before its end: {failure}");
        return false;
    }

    /// <summary>Tells of the line that was read last, which is no row or not wholly understood.</summary>
    protected virtual void PassOver(string problem) => _notices.Note(Line, problem);

    /// <summary>Tells what concerns the whole log, once.</summary>
    protected void Tell(string notice) => _notices.Tell(notice);

    /// <summary>Why a row cannot be of a moment, in words: nobody records backwards or for a hundred years, and nothing that reads a recording counts with more. Null when it can.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="start">That of the first row; null when this is the first.</param>
    /// <param name="last">That of the row before.</param>
    /// <param name="row">What the log's rows are called.</param>
    protected static string? WhyNot(TimeSpan time, TimeSpan? start, TimeSpan last, string row) =>
        start is not { } first ? null
        : time < last ? $"is earlier than the {row} before"
        : (time - first).Ticks / TimeSpan.TicksPerMicrosecond > RecordedRow.LongestElapsed ? "was taken longer after the first than any recording lasts"
        : null;

    /// <summary>Makes the sample one of that moment, of which nothing is known yet.</summary>
    protected void Begin(Sample sample, TimeSpan elapsed)
    {
        // Without a time of day the first moment of the calendar stands for the start, so that the sample's time and what has elapsed still belong together.
        sample.Time = (Start is { } start ? DateTime.UnixEpoch + start : DateTime.SpecifyKind(default, DateTimeKind.Utc)) + elapsed;
        sample.Elapsed = elapsed;
        sample.CpuTime = null;
        sample.FollowsGap = false;
        sample.HasEnded = false;
        sample.HasNobody = false;
        sample.Processes = [];
        sample.Total.Clear();
        sample.Total.Pid = null;
        sample.Total.Ordinal = 0;
        sample.Total.Command = default;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _text.Dispose();
    }
}
