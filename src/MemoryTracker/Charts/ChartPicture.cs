namespace MemoryTracker.Charts;

/// <summary>A chart that has been drawn.</summary>
/// <param name="Part">What it shows when the chart consists of a picture for each unit, such as <c>memory</c> or <c>cpu</c>; empty when this is the whole.</param>
/// <param name="Bytes">The picture as the bytes of a file.</param>
public readonly record struct ChartPicture(string Part, ReadOnlyMemory<byte> Bytes);
