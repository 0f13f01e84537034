namespace MemoryTracker.Statistics.Growth;

/// <summary>The figures of a stretch of time.</summary>
internal struct GrowthBucket
{
    /// <summary>When the first one was measured.</summary>
    public TimeSpan First;

    /// <summary>How much later than it all of them were measured, added up, in seconds.</summary>
    public double Later;

    /// <summary>All of them added up.</summary>
    public double Sum;

    public double Lowest;

    public long Count;

    public readonly double Mean => Sum / Count;

    /// <summary>The mean moment at which they were measured, in seconds since the recording began.</summary>
    public readonly double Moment => First.TotalSeconds + (Later / Count);

    /// <summary>Takes in one that follows it.</summary>
    public void Absorb(in GrowthBucket next)
    {
        Later += next.Later + ((next.First - First).TotalSeconds * next.Count);
        Sum += next.Sum;
        Lowest = Math.Min(Lowest, next.Lowest);
        Count += next.Count;
    }
}
