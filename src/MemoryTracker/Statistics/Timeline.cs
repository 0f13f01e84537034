using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics;

/// <summary>
/// What a recording knows of its past, in bounded memory, so that a phase can be told of when its marker comes, which may be long after the phase.
/// The newest samples stand alone; older ones are put together, the more the longer the recording is, but never across a moment at which a marker
/// lies. So a phase whose markers come while it happens is told exactly in a recording of any length, and one that is told of late as finely as its ends are kept.
/// </summary>
public sealed class Timeline : ISampleSink
{
    /// <summary>Beyond so many moments of markers, every second one no longer parts what lies before it from what lies after it.</summary>
    internal const int MostCuts = 16_384;

    private const int DefaultCapacity = 4096;
    private const int MostWaitingCuts = 1024;

    private readonly int _capacity;
    private readonly TimelineCell[] _cells;
    private readonly Lock _waitingLock = new();
    private readonly List<TimeSpan> _waiting = new(MostWaitingCuts);
    private volatile bool _isWaiting;
    private int _used;
    private int _cuts;
    private TimeSpan _span;

    /// <summary>One of a recording that begins.</summary>
    public Timeline()
        : this(DefaultCapacity)
    {
    }

    /// <param name="capacity">How many cells there may be, besides one for each cut.</param>
    internal Timeline(int capacity)
    {
        _capacity = capacity;
        // Not cleared: the system then gives memory page by page, as the cells are first written.
        _cells = GC.AllocateUninitializedArray<TimelineCell>(capacity + MostCuts);
    }

    internal ReadOnlySpan<TimelineCell> Cells => _cells.AsSpan(0, _used);

    private int Newest => _capacity / 8;

    /// <summary>Keeps what came before a moment apart from what comes after it. From any thread; the one that takes samples does not wait for it.</summary>
    /// <param name="moment">One that has come: what lies ahead would be looked at in vain at every sample until then.</param>
    public void Cut(TimeSpan moment)
    {
        lock (_waitingLock)
        {
            // More that wait for one sample lie in one interval, or are as good as that.
            if (_waiting.Count < MostWaitingCuts)
                _waiting.Add(moment);
            _isWaiting = true;
        }
    }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        if (_used >= _capacity + _cuts)
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
        if (_isWaiting)
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
        if (!_waitingLock.TryEnter())
            return;
        int kept = 0;
        for (int i = 0; i < _waiting.Count; i++)
        {
            TimeSpan moment = _waiting[i];
            MakeCut(FirstFrom(moment), moment);
            // One that lies behind the newest sample comes into force with the next.
            if (moment > _cells[_used - 1].First)
                _waiting[kept++] = moment;
        }

        _waiting.RemoveRange(kept, _waiting.Count - kept);
        _isWaiting = kept > 0;
        _waitingLock.Exit();
    }

    private void MakeCut(int index, TimeSpan moment)
    {
        bool isBetweenCells = index > 0 && index < _used && _cells[index - 1].Last <= moment;
        if (!isBetweenCells || _cells[index].FollowsCut)
            return;
        if (_cuts == MostCuts)
            DropEverySecondCut();
        _cells[index].FollowsCut = true;
        _cuts++;
    }

    private void DropEverySecondCut()
    {
        int seen = 0;
        foreach (ref TimelineCell cell in _cells.AsSpan(0, _used))
        {
            if (cell.FollowsCut && ++seen % 2 == 0)
                cell.FollowsCut = false;
        }

        _cuts = (seen + 1) / 2;
    }

    /// <summary>Makes room: the cells but the newest are put together into ever longer ones, until a quarter of those that no cut needs is free.</summary>
    private void PutTogether()
    {
        if (_span == TimeSpan.Zero)
            _span = TimeSpan.FromTicks(Math.Max(1, (_cells[_used - 1].Last - _cells[0].First).Ticks / _capacity));
        while (true)
        {
            Merge();
            if (_used <= _cuts + (_capacity * 3 / 4))
                return;
            _span *= 2;
        }
    }

    private void Merge()
    {
        int newest = _used - Newest;
        int last = 0;
        long slot = Slot(_cells[0]);
        for (int i = 1; i < newest; i++)
        {
            long next = Slot(_cells[i]);
            if (next == slot && !_cells[i].FollowsCut)
                _cells[last].Absorb(_cells[i]);
            else if (++last != i)
                _cells[last] = _cells[i];
            slot = next;
        }

        Array.Copy(_cells, newest, _cells, last + 1, Newest);
        _used = last + 1 + Newest;
    }

    private long Slot(in TimelineCell cell) => cell.First.Ticks / _span.Ticks;
}
