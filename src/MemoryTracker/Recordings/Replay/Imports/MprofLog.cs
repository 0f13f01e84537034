using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// A file of mprof (Python's memory_profiler): the last run in it. Functions (<c>FUNC</c>) are spans. Where it is certain that children were measured apart, the recording is of all of them; where it is not,
/// their lines are left out, because they may be part of the process's memory already.
/// </summary>
internal sealed class MprofLog : ImportedLog
{
    private const int LongestCommand = 200;

    private readonly MprofScan? _scan;
    private readonly MprofFunctions _functions = new();
    private readonly LoggedProcesses _processes = new(mayPause: false);
    private string _command = "";
    private CommandName _program;
    private MprofLine? _next;
    private TimeSpan? _start;
    private TimeSpan _last;
    private bool _isOver;
    private bool _areNumbered;

    private MprofLog(RecordedText text, MprofScan? scan)
        : base(text, "mprof", Columns(scan))
    {
        _scan = scan;
        Tell("mprof does not write what it measured: its memory is RSS unless another --backend was chosen, of one process unless children were included");
        if (scan is { Runs: > 1 })
            Tell(FormattableString.Invariant($"it holds {scan.Runs} runs: this is the last one"));
    }

    /// <summary>With what the line of a run's command begins.</summary>
    public static ReadOnlySpan<byte> CommandLine => "CMDLINE "u8;

    public override RecordingDocument Document =>
        base.Document.WithMarkers((_scan?.Functions ?? _functions).Within(Start ?? default, _isOver ? _last : TimeSpan.MaxValue));

    protected override TimeSpan? Start => _start ?? (_scan is { Runs: > 0 } ? _scan.Start : null);

    protected override string Command => _command.Length > 0 ? _command : FileName;

    protected override string Scope => AreApart ? "tree" : "process";

    private bool AreApart => _scan is { AreChildrenApart: true };

    /// <summary>Opens such a file; null when it is none.</summary>
    public static MprofLog? TryOpen(RecordedText text, string path)
    {
        ReadOnlySpan<byte> rest = text.Beginning;
        ReadOnlySpan<byte> first = LogText.TakeLine(ref rest);
        bool isOne = first.StartsWith(CommandLine)
            || (MprofLine.IsOne(first) && MprofLine.TryRead(first, out _))
            || (MprofFunctions.IsOne(first) && rest.IndexOf("\nMEM "u8) >= 0);
        return isOne ? new MprofLog(text, MprofScan.Of(path)) : null;
    }

    public override bool TryRead(Sample sample)
    {
        while (_next is null)
        {
            if (!TryReadMemory())
                return false;
        }

        MprofLine now = _next.Value;
        _next = null;
        _processes.Clear();
        if (AreApart)
            TakeOwn(now);
        _start ??= now.Time;
        _last = now.Time;
        bool isWhole = TryReadChildren();
        Begin(sample, now.Time - _start.Value);
        if (AreApart)
            FillTotal(sample, isWhole);
        else
            (sample.Total.Command, sample.Total[Metric.Rss]) = (_program, now.Rss);
        return true;
    }

    private static LogColumn[] Columns(MprofScan? scan) => scan is { AreChildrenApart: true }
        ? [new(Metric.Rss, "MEM and CHLD of mprof"), new(Metric.Processes, "MEM and CHLD of mprof")]
        : [new(Metric.Rss, "MEM of mprof")];

    /// <summary>The process itself is the first of all.</summary>
    private void TakeOwn(MprofLine now)
    {
        Figures own = _processes.Row(0, out _)!;
        (own.Command, own[Metric.Rss], own[Metric.Processes]) = (_program, now.Rss, 1);
    }

    private void FillTotal(Sample sample, bool isWhole)
    {
        _processes.Sort();
        if (isWhole)
        {
            sample.Total[Metric.Rss] = _processes.Sum(Metric.Rss);
            sample.Total[Metric.Processes] = _processes.Rows.Count;
        }

        // Old versions number the children anew at each moment: nobody knows who is who.
        sample.Processes = _areNumbered ? [] : _processes.Rows;
    }

    /// <summary>Reads on until a line of the run tells of the process's memory; false at the end.</summary>
    private bool TryReadMemory() => TryReadRun(out MprofLine line) && (line.Child is not null || TakeMemory(line));

    /// <summary>Reads the children of a moment, up to the next; whether they are all there.</summary>
    private bool TryReadChildren()
    {
        bool isWhole = true;
        while (TryReadRun(out MprofLine line))
        {
            if (line.Child is null)
            {
                if (TakeMemory(line))
                    return isWhole;
            }
            else if (!AreApart)
            {
                Tell("lines of children are left out: it is not certain that the process's memory is without theirs");
            }
            else if (line.IsBrokenOff || !TakeChild(line))
            {
                isWhole = false;
            }
        }

        return isWhole && !IsTorn;
    }

    private bool TakeMemory(MprofLine line)
    {
        if (WhyNot(line.Time, _start, _last, "line") is { } problem)
            PassOver(problem);
        else
            _next = line;
        return true;
    }

    private bool TakeChild(MprofLine line)
    {
        _areNumbered |= line.Child == 0;

        // 0 is the process itself here: children that are numbered begin behind it.
        int key = _areNumbered ? line.Child!.Value + 1 : line.Child!.Value;
        if (_processes.Row(key, out bool isNew) is not { } row || !isNew)
            return false;
        row[Metric.Rss] = line.Rss;
        row[Metric.Processes] = 1;
        return true;
    }

    /// <summary>Reads the next line of the run that tells of memory; false at its end.</summary>
    private bool TryReadRun(out MprofLine read)
    {
        read = default;
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            bool isBefore = Line < (_scan?.FirstLine ?? 0);
            if (MprofFunctions.IsOne(line))
                NoteProblem(_functions.Take(line));
            else if (isBefore || _isOver)
                continue;
            else if (line.StartsWith(CommandLine))
                TakeCommand(line[CommandLine.Length..]);
            else if (MprofLine.IsOne(line) && MprofLine.TryRead(line, out read))
                return true;
            else
                PassOver("is no line of mprof");
        }

        return false;
    }

    private void NoteProblem(string? problem)
    {
        if (problem is not null)
            PassOver(problem);
    }

    private void TakeCommand(ReadOnlySpan<byte> line)
    {
        if (_command.Length == 0 && _start is null && _next is null)
        {
            _program = LogText.Program(line);
            _command = SafeText.Shorten(SafeText.Clean(line[..Math.Min(line.Length, LongestCommand)]).Trim(), LongestCommand / 2);
            return;
        }

        _isOver = true;
        Tell("another run follows in it: this is the one before");
    }
}
