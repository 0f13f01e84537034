namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What is kept of the samples of a stretch of time: the lowest figure, the highest, and the last one. Unknown (NaN) when there were none.</summary>
internal struct LiveBucket
{
    /// <summary>Of no sample.</summary>
    public static LiveBucket None { get; } = new() { Low = float.NaN, High = float.NaN, Last = float.NaN };

    // Seven digits are more than a terminal has dots, in half the memory.
    public float Low;
    public float High;
    public float Last;

    /// <summary>Whether ticks were missed before the first of them, so that no line leads here.</summary>
    public bool FollowsGap;

    /// <summary>Whether there was a sample that knew the figure.</summary>
    public readonly bool IsKnown => !float.IsNaN(Last);

    /// <summary>Takes a figure, and the highest one that is known from before it.</summary>
    public void Include(double figure, double peak, bool followsGap)
    {
        FollowsGap = IsKnown ? FollowsGap : followsGap;
        Low = float.MinNumber(Low, (float)figure);
        High = float.MaxNumber(High, (float)double.MaxNumber(figure, peak));
        Last = (float)figure;
    }

    /// <summary>Takes in the stretch that follows.</summary>
    public void Absorb(in LiveBucket next)
    {
        if (!next.IsKnown)
            return;
        FollowsGap = IsKnown ? FollowsGap : next.FollowsGap;
        Low = float.MinNumber(Low, next.Low);
        High = float.MaxNumber(High, next.High);
        Last = next.Last;
    }
}
