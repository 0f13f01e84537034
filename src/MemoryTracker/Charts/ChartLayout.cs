namespace MemoryTracker.Charts;

/// <summary>How memory and CPU share a chart.</summary>
public enum ChartLayout
{
    /// <summary>One plot: memory on the left axis, CPU behind it on the right one.</summary>
    Dual,

    /// <summary>One picture of two plots above each other, memory and CPU, with one time axis.</summary>
    Panels,

    /// <summary>Two pictures, one of memory and one of CPU.</summary>
    Separate,
}
