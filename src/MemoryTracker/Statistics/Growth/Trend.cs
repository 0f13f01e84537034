namespace MemoryTracker.Statistics.Growth;

/// <summary>A straight line through figures, and whether it is more than noise.</summary>
public sealed record Trend
{
    /// <summary>How much the figures grow a second (Theil and Sen); negative when they fall.</summary>
    public required double Slope { get; init; }

    /// <summary>With <see cref="High"/> the bounds between which the true slope lies in 95 of 100 cases.</summary>
    public required double Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public required double High { get; init; }

    /// <summary>The score of Mann and Kendall's test, corrected for ties and autocorrelation: noise alone lies within ±1.96 in 95 of 100 cases.</summary>
    public required double Score { get; init; }

    /// <summary>Whether the figures rise by more than noise.</summary>
    public bool Rises => Low > 0 && Score > SlopeMargin.Normal95;

    /// <summary>Whether they fall by more than noise.</summary>
    public bool Falls => High < 0 && Score < -SlopeMargin.Normal95;

    internal static Trend Of(Points points)
    {
        double slope = TheilSen.Slope(points);
        SlopeMargin margin = SlopeMargin.Of(points, slope);
        return new Trend
        {
            Slope = slope,
            Low = slope - margin.Width,
            High = slope + margin.Width,
            Score = MannKendall.Score(points.Values, margin.Inflation),
        };
    }
}
