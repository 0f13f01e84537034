namespace MemoryTracker.Charts;

/// <summary>
/// Time cut into the columns of a picture, all of equal width: the one place that says which column a moment lies in. Who reduces a series and who draws it must
/// agree in the last bit, else a point would be in one column here and in the next there.
/// </summary>
/// <param name="From">Where column 0 begins, in nanoseconds since the recording began.</param>
/// <param name="PerNanosecond">How many columns a nanosecond is wide; more than 0.</param>
internal readonly record struct TimeColumns(double From, double PerNanosecond)
{
    /// <summary>How many columns lie before a moment: its whole part is the column's number. Later moments never have less.</summary>
    public double At(long nanoseconds) => (nanoseconds - From) * PerNanosecond;
}
