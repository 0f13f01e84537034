namespace MemoryTracker.Charts.Drawing;

/// <summary>How high the figures of an axis lie on it: as they are, or by their logarithm, where what is not above the axis's floor lies on it.</summary>
/// <param name="Floor">The lowest figure of a logarithmic axis; 0 for one that is not.</param>
internal readonly record struct ValueScale(double Floor)
{
    /// <summary>Whether figures lie as they are.</summary>
    public bool IsLinear => Floor == 0;

    /// <summary>The figure's height in the axis's own coordinates.</summary>
    public double Of(double value) => IsLinear ? value : Math.Log2(Math.Max(value, Floor));
}
