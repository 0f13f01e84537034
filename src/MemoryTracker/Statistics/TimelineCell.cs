namespace MemoryTracker.Statistics;

/// <summary>What a <see cref="Timeline"/> keeps of one sample, or of several that follow each other. Unknown figures are NaN.</summary>
internal struct TimelineCell
{
    /// <summary>When its first and its last sample were taken.</summary>
    public TimeSpan First;
    public TimeSpan Last;

    /// <summary>RSS of its first and of its last sample that knew it.</summary>
    public double FirstRss;
    public double LastRss;

    /// <summary>The highest sampled RSS and when it was.</summary>
    public double Highest;
    public TimeSpan HighestAt;

    /// <summary>The known peak of the interval that ends with its first sample: it may belong to what came before.</summary>
    public double LeadingPeak;

    /// <summary>The highest known peak of the intervals between its samples.</summary>
    public double InnerPeak;

    /// <summary>RSS summed up over the samples that knew it, and how many those were.</summary>
    public double Sum;
    public int Count;

    /// <summary>CPU time in seconds since the recording began at its first and at its last sample that knew it.</summary>
    public double FirstCpu;
    public double LastCpu;

    /// <summary>Whether a marker lies right before it, so that it must not become one with what came before.</summary>
    public bool FollowsCut;

    /// <summary>Takes in the cell that follows.</summary>
    public void Absorb(in TimelineCell next)
    {
        Last = next.Last;
        FirstRss = double.IsNaN(FirstRss) ? next.FirstRss : FirstRss;
        LastRss = double.IsNaN(next.LastRss) ? LastRss : next.LastRss;
        if (!(next.Highest <= Highest) && !double.IsNaN(next.Highest))
            (Highest, HighestAt) = (next.Highest, next.HighestAt);
        InnerPeak = double.MaxNumber(InnerPeak, double.MaxNumber(next.LeadingPeak, next.InnerPeak));
        Sum += next.Sum;
        Count += next.Count;
        FirstCpu = double.IsNaN(FirstCpu) ? next.FirstCpu : FirstCpu;
        LastCpu = double.IsNaN(next.LastCpu) ? LastCpu : next.LastCpu;
    }
}
