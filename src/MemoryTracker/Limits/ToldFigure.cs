namespace MemoryTracker.Limits;

/// <summary>A figure of a recording as evidence.</summary>
/// <param name="Value">The figure; NaN when nothing is known of it.</param>
/// <param name="Remark">What is to be known of it, in words: which of several it is, how exact it is; null when nothing is.</param>
/// <param name="Missing">What is not known and could have made the figure another one, in words; null when all is known.</param>
internal readonly record struct ToldFigure(double Value, string? Remark = null, string? Missing = null)
{
    /// <summary>How high the figure may have been in truth, with what is not known of it; NaN when even that is not known.</summary>
    public double AtMost { get; init; } = double.NaN;

    /// <summary>Nothing is known, and why.</summary>
    public static ToldFigure Unknown(string missing) => new(double.NaN, null, missing);
}
