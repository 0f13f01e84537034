using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// How the lines and areas of series come onto a canvas. ScottPlot's own are not used for data: they drop points, snap them to pixel columns, or lose the area at a
/// gap.
/// </summary>
internal abstract class SeriesInk
{
    /// <summary>Width of the dot for a figure without neighbours.</summary>
    public const float DotWidth = 4.5f;

    /// <summary>Width of the edge of a layer.</summary>
    protected const float EdgeWidth = 1;

    /// <summary>Draws a line with a round pen of the given colour and width, and the dots of figures that stand alone between gaps with a wider one.</summary>
    public abstract void Stroke(SKCanvas canvas, SeriesLine line, SKColor color, float width, float dotWidth = DotWidth);

    /// <summary>Draws the area between a line and the floor of its axis.</summary>
    public abstract void Fill(SKCanvas canvas, SeriesLine line, SKColor color);

    /// <summary>Draws areas, the highest first, each of which replaces what of those before lies below its edge: only their excess over the next shows.</summary>
    public abstract void FillLayers(SKCanvas canvas, IReadOnlyList<SeriesLayer> layers);
}
