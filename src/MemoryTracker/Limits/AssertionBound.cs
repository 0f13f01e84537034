namespace MemoryTracker.Limits;

/// <summary>What a figure is held against.</summary>
/// <param name="Figure">The bound, for a rate that of the time that was written behind it; NaN until the baseline has been read.</param>
internal sealed record AssertionBound(double Figure)
{
    /// <summary>The file of a recording whose same figure it is a share of; null for a bound that was written as such.</summary>
    public string? Baseline { get; init; }

    /// <summary>How much of that figure, 1.1 for 110 %.</summary>
    public double Share { get; init; } = double.NaN;
}
