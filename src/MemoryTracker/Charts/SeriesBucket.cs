namespace MemoryTracker.Charts;

/// <summary>What is kept of all points in one stretch of time: the first, lowest, highest and last, each with its time.</summary>
internal struct SeriesBucket(long time, double value, long gapSince)
{
    /// <summary>The value of <see cref="GapSince"/> when no gap lies before the bucket.</summary>
    public const long NoGap = -1;

    /// <summary>How many points are kept of a bucket at most.</summary>
    public const int MostCorners = 4;

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

    /// <summary>Writes down its points in the order of time, each once, and says how many they are.</summary>
    /// <param name="before">When the last point before the bucket was measured.</param>
    /// <param name="corners">Room for <see cref="MostCorners"/>.</param>
    public readonly int Corners(long before, Span<SeriesPoint> corners)
    {
        bool isJoined = GapSince == NoGap;
        corners[0] = new SeriesPoint(FirstTime, _first, isJoined ? before : GapSince, isJoined);
        int count = 1;
        for (int i = 1; i < MostCorners; i++)
        {
            (long time, double value) = Corner(i);
            if ((time, value) == Corner(i - 1)) continue;
            corners[count++] = new SeriesPoint(time, value, Corner(i - 1).Time, IsJoined: true);
        }

        return count;
    }

    /// <summary>Moves it to another time.</summary>
    public void Shift(long nanoseconds)
    {
        (FirstTime, LastTime) = (FirstTime + nanoseconds, LastTime + nanoseconds);
        (_lowestTime, _highestTime) = (_lowestTime + nanoseconds, _highestTime + nanoseconds);
        if (GapSince != NoGap) GapSince += nanoseconds;
    }

    /// <summary>One of the four points, in the order of time; neighbours may be the same point.</summary>
    private readonly (long Time, double Value) Corner(int index) => (index, _lowestTime <= _highestTime) switch
    {
        (0, _) => (FirstTime, _first),
        (1, true) or (2, false) => (_lowestTime, _lowest),
        (1, false) or (2, true) => (_highestTime, Highest),
        _ => (LastTime, _last),
    };
}
