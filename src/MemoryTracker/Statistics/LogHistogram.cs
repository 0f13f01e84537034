namespace MemoryTracker.Statistics;

/// <summary>
/// Counts of values in buckets whose width is at most 1/1,024 of the value, so that any quantile can be told within 0.05 % in fixed memory however many values came.
/// A bucket is the exponent and the top ten bits of the mantissa of the double, as in HdrHistogram (Tene) and DDSketch (Masson et al., VLDB 2019).
/// </summary>
internal sealed class LogHistogram
{
    private const int MantissaBits = 10;
    private const int Shift = 52 - MantissaBits;
    private const int LowestExponent = -10;
    private const int HighestExponent = 53;
    private const int BucketCount = ((HighestExponent - LowestExponent) << MantissaBits) + 1;

    private static readonly long LowestBits = BitConverter.DoubleToInt64Bits(Math.ScaleB(1, LowestExponent)) >> Shift;

    // Never cleared and hardly touched: pages that no value falls into cost no memory.
    private readonly long[] _counts = new long[BucketCount];

    /// <summary>How many values were added.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a value; those under a thousandth count as 0, those over 2^53 as that.</summary>
    public void Add(double value)
    {
        _counts[Bucket(value)]++;
        Count++;
    }

    /// <summary>The value at a rank counted from 0, or rather the middle of its bucket.</summary>
    public double AtRank(long rank)
    {
        long seen = 0;
        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            seen += _counts[bucket];
            if (seen > rank)
                return Middle(bucket);
        }

        throw new ArgumentOutOfRangeException(nameof(rank));
    }

    /// <summary>The figure at or below which that share of all figures lies (nearest rank).</summary>
    public double Quantile(double share) => AtRank(Math.Max(0, (long)Math.Ceiling(share * Count) - 1));

    private static int Bucket(double value)
    {
        long bits = (BitConverter.DoubleToInt64Bits(value) >> Shift) - LowestBits + 1;
        return value <= 0 ? 0 : (int)Math.Clamp(bits, 0, BucketCount - 1);
    }

    private static double Middle(int bucket)
    {
        if (bucket == 0)
            return 0;
        double low = BitConverter.Int64BitsToDouble((bucket - 1 + LowestBits) << Shift);
        double high = BitConverter.Int64BitsToDouble((bucket + LowestBits) << Shift);
        return (low + high) / 2;
    }
}
