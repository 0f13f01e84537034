namespace MemoryTracker.Statistics;

/// <summary>
/// What is said of many figures of one kind: mean, spread, extremes and quantiles, told inline in bounded memory and without allocation.
/// Unknown figures (NaN) are passed over. Everything is NaN while there is nothing to tell it from.
/// </summary>
public sealed class Distribution
{
    /// <summary>Up to this many figures quantiles are exact; beyond they are told within 0.1 %.</summary>
    public const int ExactLimit = 65_536;

    private readonly double[] _exact = GC.AllocateUninitializedArray<double>(ExactLimit);
    private readonly LogHistogram _histogram = new();
    private double _squares;
    private bool _isSorted;

    /// <summary>How many known figures there were.</summary>
    public long Count { get; private set; }

    /// <summary>The first figure.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>The last figure.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The least figure.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The greatest figure.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>The arithmetic mean.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>The last figure less the first.</summary>
    public double Change => Last - First;

    /// <summary>The sample standard deviation (n − 1); NaN for fewer than two figures.</summary>
    public double StandardDeviation => Count < 2 ? double.NaN : Math.Sqrt(_squares / (Count - 1));

    /// <summary>Whether quantiles are exact rather than within 0.1 %.</summary>
    public bool IsExact => Count <= ExactLimit;

    /// <summary>Takes a figure. Running mean and sum of squares as Welford (Technometrics 4, 1962).</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
            return;
        if (Count == 0)
            (First, Min, Max, Mean) = (value, value, value, 0);
        Keep(value);
        Count++;
        Last = value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        double distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
    }

    /// <summary>
    /// The figure below which that share of all figures lies, interpolated linearly between the two nearest
    /// (type 7 of Hyndman and Fan, The American Statistician 50, 1996: the default of R, NumPy and pandas).
    /// </summary>
    /// <param name="share">From 0 to 1: 0.5 is the median, 0.95 the 95th percentile.</param>
    public double Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (Count == 0)
            return double.NaN;
        double position = share * (Count - 1);
        long below = (long)position;
        double low = AtRank(below);
        double high = below + 1 < Count ? AtRank(below + 1) : low;
        return low + ((high - low) * (position - below));
    }

    private void Keep(double value)
    {
        // Counted from the first figure on, so that no tick has to count 65,536 of them at once.
        _histogram.Add(value);
        if (Count >= ExactLimit)
            return;
        _exact[Count] = value;
        _isSorted = false;
    }

    private double AtRank(long rank)
    {
        // The middle of a bucket may lie beyond what was ever seen.
        if (!IsExact)
            return Math.Clamp(_histogram.AtRank(rank), Min, Max);
        if (!_isSorted)
        {
            // Sorting in place loses no order that anybody needs, and later figures are appended as before.
            _exact.AsSpan(0, (int)Count).Sort();
            _isSorted = true;
        }

        return _exact[rank];
    }
}
