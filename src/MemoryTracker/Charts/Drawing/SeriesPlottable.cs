using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// What the plottables of series have in common. ScottPlot's own are not used for data: they drop points, snap them to pixel columns, or
/// lose the area at a gap.
/// </summary>
/// <param name="columns">How many columns of points the plot is to be given: two for each pixel of the picture.</param>
/// <param name="isVector">Whether the picture is of shapes and not of pixels: there are no layers then and nothing replaces what lies below it.</param>
internal abstract class SeriesPlottable(int columns, bool isVector) : ChartPlottable
{
    /// <summary>Width of the dot for a figure without neighbours.</summary>
    private const float DotWidth = 4.5f;

    /// <summary>Whether the picture is of shapes and not of pixels.</summary>
    protected bool IsVector => isVector;

    /// <summary>No more points than can be seen.</summary>
    protected Series Reduce(Series series) => series.Reduce((long)Math.Max(1, Axes.XAxis.Range.Span / columns));

    /// <summary>Draws the outline with a pen of the given colour and width, and the dots with a wider one.</summary>
    protected void Stroke(SKCanvas canvas, SeriesShape shape, SKColor color, float width, float dotWidth = DotWidth)
    {
        if (IsVector)
        {
            VectorBrush.Stroke(canvas, shape.Outline, color, width);
            VectorBrush.Stroke(canvas, [shape.Dots], color, dotWidth);
            return;
        }

        // Pieces of a line overlap where they meet, so they are drawn opaque; the colour's transparency is given to the finished line.
        using SKPaint whole = new() { Color = SKColors.Black.WithAlpha(color.Alpha) };
        canvas.SaveLayer(whole);
        using SKPaint pen = new()
        {
            Style = SKPaintStyle.Stroke,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
            Color = color.WithAlpha(byte.MaxValue),
            StrokeWidth = width,
        };
        foreach (SKPath piece in shape.Outline) canvas.DrawPath(piece, pen);
        pen.StrokeWidth = dotWidth;
        canvas.DrawPath(shape.Dots, pen);
        canvas.Restore();
    }

    protected static void Fill(SKCanvas canvas, SKPath area, SKColor color, SKBlendMode mode = SKBlendMode.SrcOver)
    {
        using SKPaint brush = new() { IsAntialias = true, Color = color, BlendMode = mode };
        canvas.DrawPath(area, brush);
    }
}
