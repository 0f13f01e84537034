namespace MemoryTracker.Charts;

/// <summary>What is kept of all points in one stretch of time: the first, lowest, highest and last, each with its time.</summary>
internal struct SeriesBucket(long time, double value, long gapSince)
{
    /// <summary>The value of <see cref="GapSince"/> when no gap lies before the bucket.</summary>
    public const long NoGap = -1;

    public long FirstTime = time;
    public long LastTime = time;
    public double Highest = value;
    private long _lowestTime = time;
    private long _highestTime = time;
    private double _first = value;
    private double _lowest = value;
    private double _last = value;

    /// <summary>When a gap lies before the bucket: where the interval that ends with its first point began, in nanoseconds.</summary>
    public long GapSince = gapSince;

    /// <summary>Takes in a point that is not earlier than any before it.</summary>
    public void Include(long time, double value)
    {
        if (value < _lowest) (_lowest, _lowestTime) = (value, time);
        if (value > Highest) (Highest, _highestTime) = (value, time);
        (_last, LastTime) = (value, time);
    }

    /// <summary>Takes in the bucket that follows. A gap between the two is forgotten: it is narrower than the bucket they become.</summary>
    public void Absorb(in SeriesBucket next)
    {
        if (next._lowest < _lowest) (_lowest, _lowestTime) = (next._lowest, next._lowestTime);
        if (next.Highest > Highest) (Highest, _highestTime) = (next.Highest, next._highestTime);
        (_last, LastTime) = (next._last, next.LastTime);
    }

    /// <summary>Moves it to another time.</summary>
    public void Shift(long nanoseconds)
    {
        (FirstTime, LastTime) = (FirstTime + nanoseconds, LastTime + nanoseconds);
        (_lowestTime, _highestTime) = (_lowestTime + nanoseconds, _highestTime + nanoseconds);
        if (GapSince != NoGap) GapSince += nanoseconds;
    }

    /// <summary>One of the four points, in the order of time; neighbours may be the same point.</summary>
    public readonly (long Time, double Value) Point(int index) => (index, _lowestTime <= _highestTime) switch
    {
        (0, _) => (FirstTime, _first),
        (1, true) or (2, false) => (_lowestTime, _lowest),
        (1, false) or (2, true) => (_highestTime, Highest),
        _ => (LastTime, _last),
    };
}
