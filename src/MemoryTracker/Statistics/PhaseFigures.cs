namespace MemoryTracker.Statistics;

/// <summary>Tells from a <see cref="Timeline"/> what a phase was like.</summary>
internal ref struct PhaseFigures
{
    private readonly ReadOnlySpan<TimelineCell> _cells;
    private readonly TimeSpan _from;
    private readonly TimeSpan _to;
    private double _atEnd = double.NaN;
    private double _peak = double.NaN;
    private double _edgePeak = double.NaN;
    private double _sum;
    private double _count;
    private TimeSpan _shared;

    private PhaseFigures(ReadOnlySpan<TimelineCell> cells, TimeSpan from, TimeSpan to)
    {
        _cells = cells;
        _from = from;
        _to = to;
    }

    /// <summary>The phase with its figures.</summary>
    public static Phase Fill(Phase phase, Timeline timeline)
    {
        PhaseFigures figures = new(timeline.Cells, phase.From, phase.To);
        int first = timeline.FirstFrom(phase.From);
        double atStart = figures.RssBefore(first);
        // The cell before may reach into the phase.
        int next = Math.Max(0, first - 1);
        for (; next < figures._cells.Length && figures._cells[next].First <= phase.To; next++)
            figures.Include(next);
        figures.IncludeEdge(next);
        // Of a phase that is short against the pieces in which its past is kept, nothing is known but that it was.
        if (figures._shared > phase.Duration)
            return phase with { IsExact = false };
        bool isKnown = figures._count > 0;
        return phase with
        {
            RssAtStart = atStart,
            RssAtEnd = figures._atEnd,
            PeakRss = isKnown ? double.MaxNumber(figures._peak, atStart) : double.NaN,
            EdgePeakRss = figures._edgePeak,
            MeanRss = isKnown ? figures._sum / figures._count : double.NaN,
            CpuSeconds = isKnown ? CpuAt(phase.To, timeline) - CpuAt(phase.From, timeline) : double.NaN,
            Samples = (long)Math.Round(figures._count),
            IsExact = figures._shared == TimeSpan.Zero,
        };
    }

    /// <summary>The RSS that was sampled last at or before the beginning.</summary>
    private readonly double RssBefore(int first)
    {
        if (first < _cells.Length && _cells[first].First == _from && _cells[first].Count > 0)
            return _cells[first].FirstRss;
        for (int i = first - 1; i >= 0; i--)
        {
            ref readonly TimelineCell cell = ref _cells[i];
            if (cell.Count > 0)
                return cell.Last <= _from || IsNearer(cell.Last, cell.First) ? cell.LastRss : cell.FirstRss;
        }

        return double.NaN;
    }

    private readonly bool IsNearer(TimeSpan one, TimeSpan other) => (one - _from).Duration() <= (other - _from).Duration();

    private void Include(int index)
    {
        ref readonly TimelineCell cell = ref _cells[index];
        if (cell.Last < _from)
            return;
        bool isWhole = cell.First >= _from && cell.Last <= _to;
        double share = isWhole ? 1 : Share(cell);
        _shared += isWhole ? TimeSpan.Zero : cell.Last - cell.First;
        _sum += share * cell.Sum;
        _count += share * cell.Count;
        if (cell.Count > 0)
            _atEnd = cell.Last <= _to || share >= 0.5 ? cell.LastRss : cell.FirstRss;
        if (cell.HighestAt >= _from && cell.HighestAt <= _to)
            _peak = double.MaxNumber(_peak, cell.Highest);
        if (isWhole)
            _peak = double.MaxNumber(_peak, cell.InnerPeak);
        else
            _edgePeak = double.MaxNumber(_edgePeak, cell.InnerPeak);
        bool beginsWithin = index > 0 && _cells[index - 1].Last >= _from && cell.First <= _to;
        if (beginsWithin)
            _peak = double.MaxNumber(_peak, cell.LeadingPeak);
        else
            IncludeEdge(index);
    }

    /// <summary>The known peak of an interval that reaches over an end of the phase may be its own or a neighbour's.</summary>
    private void IncludeEdge(int index)
    {
        if (index > 0 && index < _cells.Length && _cells[index - 1].Last < _to && _cells[index].First > _from)
            _edgePeak = double.MaxNumber(_edgePeak, _cells[index].LeadingPeak);
    }

    /// <summary>How much of a cell's time lies within the phase.</summary>
    private readonly double Share(in TimelineCell cell)
    {
        TimeSpan from = cell.First > _from ? cell.First : _from;
        TimeSpan to = cell.Last < _to ? cell.Last : _to;
        return Math.Max(0, (to - from) / (cell.Last - cell.First));
    }

    /// <summary>CPU time used until a moment, in seconds: on the straight line between the two readings around it, and never beyond the first and the last.</summary>
    private static double CpuAt(TimeSpan moment, Timeline timeline)
    {
        ReadOnlySpan<TimelineCell> cells = timeline.Cells;
        int after = timeline.FirstFrom(moment);
        int before = after - 1;
        while (after < cells.Length && double.IsNaN(cells[after].FirstCpu))
            after++;
        while (before >= 0 && double.IsNaN(cells[before].FirstCpu))
            before--;
        bool isWithin = before >= 0 && cells[before].Last >= moment;
        (TimeSpan, double) next = isWithin ? (cells[before].Last, cells[before].LastCpu)
            : after < cells.Length ? (cells[after].First, cells[after].FirstCpu)
            : (TimeSpan.MaxValue, double.NaN);
        (TimeSpan, double) last = isWithin ? (cells[before].First, cells[before].FirstCpu)
            : before >= 0 ? (cells[before].Last, cells[before].LastCpu)
            : (TimeSpan.MinValue, double.NaN);
        return Between(last, next, moment);
    }

    private static double Between((TimeSpan Time, double Cpu) before, (TimeSpan Time, double Cpu) after, TimeSpan moment)
    {
        if (double.IsNaN(before.Cpu) || double.IsNaN(after.Cpu))
            return double.IsNaN(before.Cpu) ? after.Cpu : before.Cpu;
        return after.Time <= before.Time
            ? after.Cpu
            : before.Cpu + ((after.Cpu - before.Cpu) * ((moment - before.Time) / (after.Time - before.Time)));
    }
}
