using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// A log of pidstat (sysstat) with <c>-H</c>, which writes times with their date, in one line a process (<c>-h</c>) or in blocks. What it tells by the second (faults, reads, writes, switches) is left out: our counters
/// are sums.
/// </summary>
internal sealed class PidstatLog : ImportedLog
{
    private const int LongestCommand = 200;

    private readonly LoggedProcesses _processes = new(mayPause: true);
    private readonly Figures _next = new();
    private readonly bool _areSeveral;
    private PidstatHeader? _header;
    private TimeSpan? _nextTime;
    private TimeSpan? _start;
    private TimeSpan _last;
    private TimeSpan _shortest = TimeSpan.MaxValue;
    private CpuSum _cpu;
    private TimeSpan _before;
    private bool _isWhole;
    private bool _hasPassedOver;
    private string _command = "";
    private int? _pid;

    private PidstatLog(RecordedText text, IReadOnlyList<LogColumn> columns, bool areSeveral)
        : base(text, "pidstat", columns) => _areSeveral = areSeveral;

    protected override TimeSpan? Start => _start;

    protected override int? Pid => _pid;

    protected override string Command => _command.Length > 0 ? _command : FileName;

    protected override string Scope => _areSeveral ? "processes" : "process";

    /// <summary>Opens such a log; null when it is none.</summary>
    /// <exception cref="RecordedFileException">It is one from which no recording can be read.</exception>
    public static PidstatLog? TryOpen(RecordedText text, string path)
    {
        ReadOnlySpan<byte> beginning = text.Beginning;
        List<LogColumn> columns = [];
        PidstatHeader? header = null;
        while (!beginning.IsEmpty)
        {
            ReadOnlySpan<byte> line = LogText.TakeLine(ref beginning);
            if (PidstatHeader.Of(line) is { } next)
                columns.AddRange((header = next).Columns.Where(column => !columns.Exists(known => known.Metric == column.Metric)));
            else if (header is null && !IsBesides(line))
                return null;
            else if (header is not null && !IsBesides(line))
                CheckTime(text, line);
        }

        if (header is null)
            return null;
        if (!header.IsOfProcesses)
            throw new RecordedFileException($"'{text.Name}' is a log of threads: record it with pidstat without -t");
        return columns.Count > 0 ? new PidstatLog(text, columns, PidstatScan.TellsOfSeveral(text, path)) : throw new RecordedFileException($"'{text.Name}' is a log of pidstat without memory and CPU: record it with pidstat -H -h -r -u");
    }

    public override bool TryRead(Sample sample)
    {
        if (_nextTime is null && !TryReadRow())
            return false;
        TimeSpan now = _nextTime!.Value;
        _processes.Clear();
        _isWhole = true;
        TakeRow();
        while (TryReadRow() && _nextTime == now)
            TakeRow();

        // A line that could not be read may have been of this moment or of the next.
        _isWhole &= !_hasPassedOver;
        _processes.Sort();
        Fill(sample, now);
        return true;
    }

    protected override void PassOver(string problem)
    {
        _hasPassedOver = true;
        base.PassOver(problem);
    }

    /// <summary>The machine's line, the averages at the end, and nothing.</summary>
    public static bool IsBesides(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> first = LogText.TakeWord(ref line);
        return first.IsEmpty || first.SequenceEqual("Linux"u8) || first.EndsWith(":"u8);
    }

    private static void CheckTime(RecordedText text, ReadOnlySpan<byte> row)
    {
        if (LogText.TakeWord(ref row).Contains((byte)':'))
            throw new RecordedFileException($"'{text.Name}' is a log of pidstat without dates: record it with pidstat -H");
    }

    /// <summary>Reads the next row; false at the end.</summary>
    private bool TryReadRow()
    {
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (PidstatHeader.Of(line) is { } header)
            {
                _header = header;
                continue;
            }

            if (_header is null || IsBesides(line))
                continue;
            string? problem = _header.Read(line, _next, out TimeSpan time, out ReadOnlySpan<byte> command) ?? WhyNot(time, _start, _last, "row");
            // It may have grown since it was looked through.
            if (!_areSeveral && _pid is not null && _next.Pid != _pid)
                problem ??= "belongs to another process";
            if (problem is not null)
            {
                PassOver(problem);
                continue;
            }

            if (_pid is null)
                (_pid, _command) = (_next.Pid, SafeText.Shorten(SafeText.Clean(command[..Math.Min(command.Length, LongestCommand)]), LongestCommand / 2));
            _start ??= time;
            _last = time;
            _nextTime = time;
            return true;
        }

        _isWhole &= !IsTorn;
        return false;
    }

    /// <summary>Takes the row that was read into its process's. In blocks a process has one for each kind of figure.</summary>
    private void TakeRow()
    {
        _nextTime = null;
        _isWhole &= !_hasPassedOver;
        _hasPassedOver = false;
        if (_processes.Row(_next.Pid!.Value, out _) is not { } row)
        {
            _isWhole = false;
            return;
        }

        row.Command = _next.Command;
        foreach (Metric metric in Metrics.InOrder)
        {
            bool isTold = !double.IsNaN(_next[metric]);
            if (isTold && !double.IsNaN(row[metric]))
            {
                base.PassOver("tells again of a process");
                _isWhole = false;
                return;
            }

            if (isTold)
                row[metric] = _next[metric];
        }
    }

    private void Fill(Sample sample, TimeSpan now)
    {
        TimeSpan elapsed = now - _start!.Value;
        Begin(sample, elapsed);
        if (elapsed == TimeSpan.Zero)
            ForgetRates();
        if (_areSeveral)
            FillTotal(sample);
        else
            FillOne(sample.Total);
        FillTimes(sample);
        _before = elapsed;
    }

    /// <summary>What was used before the first row belongs to no time of the recording.</summary>
    private void ForgetRates()
    {
        foreach (Figures row in _processes.Rows)
            row[Metric.Cpu] = row[Metric.CpuUser] = row[Metric.CpuSystem] = double.NaN;
    }

    private void FillOne(Figures total)
    {
        Figures row = _processes.Rows[0];
        (total.Pid, total.Command) = (row.Pid, row.Command);
        foreach (Metric metric in Metrics.InOrder)
            total[metric] = row[metric];
    }

    /// <summary>Who is not told of has ended or was idle: it used no CPU, but may hold memory.</summary>
    private void FillTotal(Sample sample)
    {
        Tell("pidstat leaves out idle processes like ended ones: totals, of all but CPU, are known only while every process seen before is told of");
        foreach (Metric metric in Metrics.InOrder)
        {
            if (_isWhole && (metric.Kind == MetricKind.Interval || _processes.AreAllPresent))
                sample.Total[metric] = LogText.Rounded(_processes.Sum(metric), metric);
        }

        sample.Processes = _processes.Rows;
    }

    /// <summary>
    /// Rates are of the last interval, which was no longer than the shortest time between two rows. In more of it (times are whole seconds) nobody was told of, so nothing is known of it but that no CPU was used.
    /// </summary>
    private void FillTimes(Sample sample)
    {
        bool isFirst = sample.Elapsed == TimeSpan.Zero;
        TimeSpan span = sample.Elapsed - _before;
        if (!isFirst && span < _shortest)
        {
            if (_shortest < TimeSpan.MaxValue)
                _cpu.Break();
            _shortest = span;
        }

        sample.FollowsGap = !isFirst && span - _shortest > TimeSpan.FromSeconds(1);
        if (Metrics.Contains(Metric.Cpu))
            sample.CpuTime = _cpu.Add(sample.Elapsed, sample.Total[Metric.Cpu], isFirst ? null : _shortest);
    }
}
