namespace MemoryTracker.Charts;

/// <summary>
/// A time series of any length in a fixed amount of memory, for drawing: time is cut into buckets of equal span, and of each bucket the
/// first, lowest, highest and last point are kept (M4; Jugel et al., VLDB 2014). When all buckets are used, the span doubles and
/// neighbours merge, so that the highest and lowest figure of the whole are always exact, and so is every point while there are few.
/// </summary>
/// <remarks>
/// Buckets without points take no room, so a long pause costs no detail. Adding allocates nothing. Half a megabyte of address space is
/// reserved at once, and becomes memory only as points fill it.
/// </remarks>
public sealed class Series
{
    private const int DefaultCapacity = 8192;
    private const long Unknown = -1;

    private readonly SeriesBucket[] _buckets;
    private int _used;

    /// <summary>Where the last bucket ends; the first point that is not before it needs a bucket of its own.</summary>
    private long _end;

    private bool _broken = true;
    private long _since = Unknown;

    /// <summary>An empty series.</summary>
    /// <param name="spanNanoseconds">How much time one bucket holds at first: the interval between samples, at least 1.</param>
    public Series(long spanNanoseconds)
        : this(spanNanoseconds, DefaultCapacity)
    {
    }

    internal Series(long spanNanoseconds, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spanNanoseconds, 1);
        SpanNanoseconds = spanNanoseconds;
        // Not cleared: the system then gives memory page by page, as the buckets are first written.
        _buckets = GC.AllocateUninitializedArray<SeriesBucket>(capacity);
    }

    /// <summary>How much time one bucket holds now: details finer than this may be lost, the highest and lowest figure never.</summary>
    public long SpanNanoseconds { get; private set; }

    /// <summary>How many points were added, without the unknown ones.</summary>
    public long Count { get; private set; }

    /// <summary>When the last point was measured, in nanoseconds since the recording began; 0 when there is none.</summary>
    public long LastNanoseconds => _used == 0 ? 0 : _buckets[_used - 1].LastTime;

    /// <summary>The highest figure; NaN when there is none.</summary>
    public double Highest
    {
        get
        {
            double highest = double.NaN;
            foreach (ref readonly SeriesBucket bucket in _buckets.AsSpan(0, _used))
            {
                highest = double.MaxNumber(highest, bucket.Highest);
            }

            return highest;
        }
    }

    /// <summary>The points that are kept, in the order of time.</summary>
    public IEnumerable<SeriesPoint> Points
    {
        get
        {
            SeriesPoint[] corners = new SeriesPoint[SeriesBucket.MostCorners];
            long before = 0;
            for (int i = 0; i < _used; i++)
            {
                int count = _buckets[i].Corners(before, corners);
                for (int corner = 0; corner < count; corner++) yield return corners[corner];
                before = _buckets[i].LastTime;
            }
        }
    }

    /// <summary>Adds a point. A figure that is unknown (NaN) or infinite makes a gap that reaches up to its time.</summary>
    /// <param name="elapsedNanoseconds">When it was measured since the recording began; never earlier than the point before.</param>
    /// <param name="value">The figure, or NaN.</param>
    public void Add(long elapsedNanoseconds, double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elapsedNanoseconds, LastNanoseconds);
        if (double.IsFinite(value))
        {
            AddKnown(elapsedNanoseconds, value);
            Count++;
        }

        _broken = !double.IsFinite(value);
        _since = elapsedNanoseconds;
    }

    /// <summary>Ends the line: the next point is not joined to the one before.</summary>
    public void Break()
    {
        _broken = true;
        _since = Unknown;
    }

    /// <summary>The same series, so much later.</summary>
    /// <param name="nanoseconds">At least 0.</param>
    internal Series ShiftedBy(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        if (nanoseconds == 0) return this;
        Series shifted = new(SpanNanoseconds, Math.Max(_used, 1)) { Count = Count, _used = _used };
        for (int i = 0; i < _used; i++)
        {
            shifted._buckets[i] = _buckets[i];
            shifted._buckets[i].Shift(nanoseconds);
        }

        return shifted;
    }

    /// <summary>The same, as it is now.</summary>
    internal Series Copy()
    {
        Series copy = new(SpanNanoseconds, _buckets.Length) { Count = Count, _used = _used, _end = _end, _broken = _broken, _since = _since };
        _buckets.AsSpan(0, _used).CopyTo(copy._buckets);
        return copy;
    }

    private void AddKnown(long time, double value)
    {
        while (time >= _end && _used == _buckets.Length) DoubleSpan();

        if (time < _end)
        {
            _buckets[_used - 1].Include(time, value);
            return;
        }

        long since = _since == Unknown ? time : _since;
        _buckets[_used++] = new SeriesBucket(time, value, _broken ? since : SeriesBucket.NoGap);
        _end = EndOfBucketAt(time);
    }

    private void DoubleSpan()
    {
        SpanNanoseconds *= 2;
        int last = 0;
        for (int i = 1; i < _used; i++)
        {
            bool sameBucket = _buckets[i].FirstTime / SpanNanoseconds == _buckets[last].FirstTime / SpanNanoseconds;
            if (sameBucket) _buckets[last].Absorb(in _buckets[i]);
            else _buckets[++last] = _buckets[i];
        }

        _used = last + 1;
        _end = EndOfBucketAt(_buckets[last].FirstTime);
    }

    private long EndOfBucketAt(long time)
    {
        long start = time - (time % SpanNanoseconds);
        return start + Math.Min(SpanNanoseconds, long.MaxValue - start);
    }
}
