namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What is kept of the samples of a stretch of time: the lowest figure, the highest, and the last one. Unknown (NaN) when there were none.</summary>
internal struct LiveBucket
{
    /// <summary>Of no sample.</summary>
    public static LiveBucket None { get; } = new() { Low = double.NaN, High = double.NaN, Last = double.NaN };

    public double Low;
    public double High;
    public double Last;

    /// <summary>Whether ticks were missed before the first of them, so that no line leads here.</summary>
    public bool FollowsGap;

    /// <summary>Whether there was a sample that knew the figure.</summary>
    public readonly bool IsKnown => !double.IsNaN(Last);

    /// <summary>Takes a figure, and the highest one that is known from before it.</summary>
    public void Include(double figure, double peak, bool followsGap)
    {
        FollowsGap = IsKnown ? FollowsGap : followsGap;
        Low = double.MinNumber(Low, figure);
        High = double.MaxNumber(High, double.MaxNumber(figure, peak));
        Last = figure;
    }

    /// <summary>Takes in the stretch that follows.</summary>
    public void Absorb(in LiveBucket next)
    {
        if (!next.IsKnown)
            return;
        FollowsGap = IsKnown ? FollowsGap : next.FollowsGap;
        Low = double.MinNumber(Low, next.Low);
        High = double.MaxNumber(High, next.High);
        Last = next.Last;
    }
}
