namespace MemoryTracker.Charts.Drawing;

/// <summary>What one plot shows.</summary>
[Flags]
internal enum PlottedSeries
{
    None = 0,
    Memory = 1,
    Cpu = 2,
}
