namespace MemoryTracker.Statistics;

/// <summary>The highest RSS of a recording, and how it is known.</summary>
/// <param name="Bytes">The RSS in bytes.</param>
/// <param name="From">When it was reached, or the start of the interval in which it was.</param>
/// <param name="To">When it was reached, or the end of that interval.</param>
public sealed record Peak(double Bytes, TimeSpan From, TimeSpan To)
{
    /// <summary>Whether a sample fell on it; else it lay between two samples, and the kernel's high-water mark tells it.</summary>
    public bool IsSampled => From == To;
}
