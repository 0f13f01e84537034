using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics;

/// <summary>
/// What a recording knows of its past, in bounded memory, so that a phase can be told of when its marker comes, which may be long after the phase.
/// The newest samples stand alone; older ones are put together, the more the longer the recording is, but never across a moment at which a marker
/// lies. So a phase whose markers come while it happens is told exactly in a recording of any length, and one that is told of late as finely as its ends are kept.
/// </summary>
public sealed class Timeline : ISampleSink
{
    private const int DefaultCapacity = 4096;
    private const int MostWaitingCuts = 1024;

    private readonly TimelineCell[] _cells;
    private readonly Lock _cutLock = new();
    private readonly List<TimeSpan> _cuts = new(MostWaitingCuts);
    private volatile bool _hasCuts;
    private int _used;
    private TimeSpan _span;

    /// <summary>One of a recording that begins.</summary>
    public Timeline()
        : this(DefaultCapacity)
    {
    }

    // Not cleared: the system then gives memory page by page, as the cells are first written.
    internal Timeline(int capacity) => _cells = GC.AllocateUninitializedArray<TimelineCell>(capacity);

    internal ReadOnlySpan<TimelineCell> Cells => _cells.AsSpan(0, _used);

    private int Newest => _cells.Length / 8;

    /// <summary>Keeps what came before a moment apart from what comes after it. From any thread; neither waits for the other.</summary>
    public void Cut(TimeSpan moment)
    {
        lock (_cutLock)
        {
            if (_cuts.Count < MostWaitingCuts)
                _cuts.Add(moment);
            _hasCuts = true;
        }
    }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        if (_used == _cells.Length)
            PutTogether();
        double rss = sample.Total[Metric.Rss];
        double cpu = sample.CpuTime is { } used ? used.TotalSeconds : double.NaN;
        _cells[_used++] = new TimelineCell
        {
            First = sample.Elapsed,
            Last = sample.Elapsed,
            FirstRss = rss,
            LastRss = rss,
            Highest = rss,
            HighestAt = sample.Elapsed,
            LeadingPeak = sample.Total[Metric.PeakRss],
            InnerPeak = double.NaN,
            Sum = double.IsNaN(rss) ? 0 : rss,
            Count = double.IsNaN(rss) ? 0 : 1,
            FirstCpu = cpu,
            LastCpu = cpu,
        };
        if (_hasCuts)
            MakeCuts();
    }

    /// <summary>The first cell that begins at or after a moment; <see cref="Cells"/>' length when there is none.</summary>
    internal int FirstFrom(TimeSpan moment)
    {
        int low = 0;
        int high = _used;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_cells[middle].First < moment)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void MakeCuts()
    {
        // Somebody is just adding one: then at the next sample. The sampling thread waits for nobody.
        if (!_cutLock.TryEnter())
            return;
        foreach (TimeSpan moment in _cuts)
        {
            int index = FirstFrom(moment);
            if (index < _used)
                _cells[index].FollowsCut = true;
        }

        // One that lies ahead comes into force with the first sample behind it.
        _cuts.RemoveAll(moment => moment <= _cells[_used - 1].First);
        _hasCuts = _cuts.Count > 0;
        _cutLock.Exit();
    }

    /// <summary>Makes room: the cells but the newest are put together into ever longer ones until a quarter is free.</summary>
    private void PutTogether()
    {
        TimeSpan whole = _cells[_used - 1].Last - _cells[0].First;
        if (_span == TimeSpan.Zero)
            _span = TimeSpan.FromTicks(Math.Max(1, whole.Ticks / _cells.Length));
        while (_used > _cells.Length * 3 / 4)
        {
            // Cuts so many that they leave no room: older ones must go.
            bool keepsCuts = _span <= whole;
            Merge(keepsCuts);
            if (_used > _cells.Length * 3 / 4)
                _span *= 2;
        }
    }

    private void Merge(bool keepsCuts)
    {
        int last = 0;
        for (int i = 1; i < _used; i++)
        {
            bool isApart = i >= _used - Newest || (keepsCuts && _cells[i].FollowsCut) || Slot(_cells[i]) != Slot(_cells[last]);
            if (isApart)
                _cells[++last] = _cells[i];
            else
                _cells[last].Absorb(_cells[i]);
        }

        _used = last + 1;
    }

    private long Slot(in TimelineCell cell) => cell.First.Ticks / _span.Ticks;
}
