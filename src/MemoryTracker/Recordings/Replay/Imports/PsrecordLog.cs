using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>
/// A log of psrecord: its plain form, columns below a line that begins with <c># Elapsed time</c>, or its CSV. Its MB are MiB, its CPU is that of the time since the row before, and it tells no
/// time of day. What it printed to standard output counts too.
/// </summary>
internal sealed class PsrecordLog : ImportedLog
{
    private const int MostCells = 9;
    private const int MostLinesBefore = 4;

    private readonly PsrecordLayout _layout;
    private readonly double[] _cells = new double[MostCells];
    private readonly double[] _first = [double.NaN, double.NaN];
    private readonly double[] _counted = [0, 0];
    private TimeSpan? _previous;
    private CpuSum _cpu;
    private bool _hasChildren;

    private PsrecordLog(RecordedText text, PsrecordLayout layout)
        : base(text, "psrecord", layout.Columns)
    {
        _layout = layout;
        if (!layout.IsCsv)
            Tell("psrecord does not write in this form whether children are counted in");
    }

    protected override string Command => FileName;

    protected override string Scope => _hasChildren ? "tree" : "process";

    protected override int? Pid => _layout.Pid;

    /// <summary>Opens such a log; null when it is none.</summary>
    public static PsrecordLog? TryOpen(RecordedText text, string path)
    {
        ReadOnlySpan<byte> beginning = text.Beginning;
        int? pid = null;
        for (int i = 0; i < MostLinesBefore; i++)
        {
            ReadOnlySpan<byte> line = LogText.TakeLine(ref beginning);
            if (PsrecordLayout.Of(line, pid) is { } layout)
                return new PsrecordLog(text, layout);
            if (!PsrecordLayout.IsTalk(line))
                return null;
            pid = PsrecordLayout.PidOf(line) ?? pid;
        }

        return null;
    }

    public override bool TryRead(Sample sample)
    {
        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (_layout.IsHeader(line) || PsrecordLayout.IsTalk(line))
                continue;
            if (!_layout.TryRead(line, _cells, out TimeSpan elapsed))
                PassOver("is no row of psrecord");
            else if (WhyNot(elapsed, TimeSpan.Zero, _previous ?? TimeSpan.Zero, "row") is { } problem)
                PassOver(problem);
            else
            {
                Fill(sample, elapsed);
                return true;
            }
        }

        return false;
    }

    protected override void PassOver(string problem)
    {
        _cpu.Break();
        base.PassOver(problem);
    }

    private void Fill(Sample sample, TimeSpan elapsed)
    {
        Begin(sample, elapsed);
        Figures total = sample.Total;
        bool isFirst = _previous is null;
        _previous = elapsed;
        if (_layout.Cells(_cells).Contains(double.NaN))
            base.PassOver("holds a number that cannot be: it is left out");
        if (_layout.IsCsv)
            total[Metric.Processes] = _cells[PsrecordLayout.Processes];
        _hasChildren |= _layout.IsCsv && !(_cells[PsrecordLayout.Processes] <= 1);
        // What tells how many there are may become a total of several, which has no PID from its first row on.
        total.Pid = _layout.IsCsv ? null : _layout.Pid;

        // The first call of psutil's cpu_percent has nothing to compare with and says 0.
        total[Metric.Cpu] = isFirst ? double.NaN : LogText.Rounded(_cells[_layout.Cpu], Metric.Cpu);
        sample.CpuTime = _cpu.Add(elapsed, total[Metric.Cpu]);
        total[Metric.Rss] = LogText.Bytes(_cells[_layout.Rss], _layout.Decimals);
        total[Metric.Vsz] = LogText.Bytes(_cells[_layout.Vsz], _layout.Decimals);
        if (_layout.HasCounters)
        {
            total[Metric.ReadBytes] = Counted(0, _cells[_layout.ReadBytes]);
            total[Metric.WriteBytes] = Counted(1, _cells[_layout.ReadBytes + 1]);
        }

        if (_hasChildren)
            Tell("its CPU leaves out what a child used before psrecord first saw it");
        if (_hasChildren && _layout.HasCounters)
            Tell("what was read and written is known only until children came: psrecord's sum loses what those had counted that end");
    }

    /// <summary>How much a counter grew since the first row. A sum over processes loses what those that end had, so it is none that can be told.</summary>
    private double Counted(int counter, double now)
    {
        if (double.IsNaN(now))
            return double.NaN;
        if (double.IsNaN(_first[counter]))
            _first[counter] = now;
        double grown = now - _first[counter];

        // Once it is unknown it stays so: nothing is at least NaN.
        _counted[counter] = !_hasChildren && grown >= _counted[counter] ? grown : double.NaN;
        return _counted[counter];
    }
}
