using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>What a row of figures is made of: the readings of one process at the two ends of an interval.</summary>
/// <param name="previous">The reading of the row before; every number unknown in the first row.</param>
/// <param name="rateBase">
/// The reading since which rates are told: most often the same, an older one when that is too close, and unknown where no rate can be told.
/// </param>
/// <param name="now">The reading of this row.</param>
public readonly ref struct Interval(ref readonly Reading previous, ref readonly Reading rateBase, ref readonly Reading now)
{
    /// <summary>The reading of the row before.</summary>
    public readonly ref readonly Reading Previous = ref previous;

    /// <summary>The reading since which rates are told.</summary>
    public readonly ref readonly Reading RateBase = ref rateBase;

    /// <summary>The reading of this row.</summary>
    public readonly ref readonly Reading Now = ref now;
}
