namespace MemoryTracker.Charts.Drawing;

/// <summary>How high the figures of an axis lie on it: as they are, or by their logarithm, where what is not above the axis's floor lies on it.</summary>
/// <param name="Floor">The lowest figure of a logarithmic axis; 0 for one that is not.</param>
internal readonly record struct ValueScale(double Floor)
{
    /// <summary>The figure's height in the axis's own coordinates.</summary>
    public double Of(double value) => Floor > 0 ? Math.Log2(Math.Max(value, Floor)) : value;

    /// <summary>The figure at a height.</summary>
    public double At(double height) => Floor > 0 ? Math.Pow(2, height) : height;
}
