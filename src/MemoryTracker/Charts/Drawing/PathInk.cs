using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Draws series as shapes, for pictures that can be enlarged.</summary>
/// <param name="columns">In how many columns the plot is cut, of each of which four points are drawn.</param>
internal sealed class PathInk(int columns) : SeriesInk
{
    public override void Stroke(SKCanvas canvas, SeriesLine line, SKColor color, float width, float dotWidth = DotWidth)
    {
        using SeriesShape shape = Shape(line);
        Stroke(canvas, shape, color, width, dotWidth);
    }

    public override void Fill(SKCanvas canvas, SeriesLine line, SKColor color)
    {
        using SeriesShape shape = Shape(line);
        Fill(canvas, shape, color, SKBlendMode.SrcOver);
    }

    public override void FillLayers(SKCanvas canvas, IReadOnlyList<SeriesLayer> layers)
    {
        canvas.SaveLayer();
        foreach (SeriesLayer layer in layers)
        {
            using SeriesShape shape = Shape(layer.Line);
            Fill(canvas, shape, layer.Area, SKBlendMode.Src);
            if (layer.Edge is { } edge) Stroke(canvas, shape, edge, EdgeWidth, DotWidth);
        }

        canvas.Restore();
    }

    private static void Stroke(SKCanvas canvas, SeriesShape shape, SKColor color, float width, float dotWidth)
    {
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

    private static void Fill(SKCanvas canvas, SeriesShape shape, SKColor color, SKBlendMode mode)
    {
        using SKPaint brush = new() { IsAntialias = true, Color = color, BlendMode = mode };
        canvas.DrawPath(shape.Area, brush);
    }

    private SeriesShape Shape(SeriesLine line)
    {
        CoordinateRange range = line.Axes.XAxis.Range.ToCoordinateRange;
        IEnumerable<SeriesPoint> points = ColumnReducer.Reduce(line.Points, new TimeColumns(range.Min, columns / range.Length));
        return line.IsStepped ? SeriesShape.OfSteps(points, line.Axes) : SeriesShape.OfLines(points, line.Axes);
    }
}
