namespace MemoryTracker.Charts;

/// <summary>A chart that has been drawn.</summary>
/// <param name="Part"><c>memory</c> or <c>cpu</c> when the chart consists of two pictures; empty when this is the whole.</param>
/// <param name="Png">The picture as the bytes of a PNG file.</param>
public readonly record struct ChartPicture(string Part, ReadOnlyMemory<byte> Png);
