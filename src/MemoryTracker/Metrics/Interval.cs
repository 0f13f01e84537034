using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>What a row of figures is made of: readings of one process at the ends of an interval, and at the recording's begin.</summary>
/// <param name="start">The first reading of the recording; what that did not know, as it was first known.</param>
/// <param name="previous">The reading of the row before; every number unknown in the first row.</param>
/// <param name="rateBase">
/// The reading since which the CPU clock's rates are told: most often the same, an older one when that is too close, and unknown where no rate can be told.
/// </param>
/// <param name="tickBase">The same for rates of the coarser times of /proc/PID/stat.</param>
/// <param name="now">The reading of this row.</param>
public readonly ref struct Interval(
    ref readonly Reading start, ref readonly Reading previous, ref readonly Reading rateBase, ref readonly Reading tickBase, ref readonly Reading now)
{
    /// <summary>The reading since which counters count.</summary>
    public readonly ref readonly Reading Start = ref start;

    /// <summary>The reading of the row before.</summary>
    public readonly ref readonly Reading Previous = ref previous;

    /// <summary>The reading since which rates of the CPU clock are told.</summary>
    public readonly ref readonly Reading RateBase = ref rateBase;

    /// <summary>The reading since which rates of /proc/PID/stat are told.</summary>
    public readonly ref readonly Reading TickBase = ref tickBase;

    /// <summary>The reading of this row.</summary>
    public readonly ref readonly Reading Now = ref now;
}
