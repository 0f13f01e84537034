namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// A round pen on sub-columns: how much an interval grows upwards and downwards in those beside it. Where the pen's edge lies within a sub-column, what is drawn is the mean
/// of two pens, with and without it, weighed so that an upright line is as wide as a level one.
/// </summary>
internal sealed class RoundPen
{
    private readonly int[] _growth;

    /// <param name="width">How wide it is, in pixels.</param>
    public RoundPen(double width)
    {
        Width = (int)Math.Round(width * PixelGrid.SubRows);
        // An interval is half a sub-column wide on both of its sides already.
        double beyond = Math.Max(0, (width / 2 * PixelGrid.SubColumns) - 0.5);
        Reach = (int)beyond;
        EdgeWeight = (int)Math.Round((beyond - Reach) * CoverageColumn.Whole);
        _growth = [.. Enumerable.Range(0, Reach + 2).Select(distance => GrowthAt(distance, width / 2))];
    }

    /// <summary>How wide it is, in sub-rows.</summary>
    public int Width { get; }

    /// <summary>How many sub-columns on each side it wholly reaches; it reaches one more with <see cref="EdgeWeight"/>.</summary>
    public int Reach { get; }

    /// <summary>How much of the farthest sub-column it reaches, of <see cref="CoverageColumn.Whole"/>.</summary>
    public int EdgeWeight { get; }

    /// <summary>By how many sub-rows an interval that is so many sub-columns away grows, at either end.</summary>
    public int Growth(int distance) => _growth[distance];

    /// <summary>What is beside has its highest place at the far end when the line rises there, and when it falls it does not matter.</summary>
    private static int GrowthAt(int distance, double radius)
    {
        double across = distance == 0 ? 0 : (distance + 0.5) / PixelGrid.SubColumns;
        return (int)Math.Round(PixelGrid.SubRows * Math.Sqrt(Math.Max(0, (radius * radius) - (across * across))));
    }
}
