using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Draws series as shapes, for pictures that can be enlarged. They look as the pixels of a PNG do, though there are no layers in which one area replaces another.</summary>
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
        using SKPaint brush = new() { IsAntialias = true, Color = color };
        canvas.DrawPath(shape.Area, brush);
    }

    /// <summary>First the areas beside each other, then the edges, the lower ones over those above.</summary>
    public override void FillLayers(SKCanvas canvas, IReadOnlyList<SeriesLayer> layers)
    {
        SeriesShape[] shapes = [.. layers.Select(layer => Shape(layer.Line))];
        FillBeside(canvas, layers, shapes);
        for (int i = 0; i < shapes.Length; i++)
        {
            if (layers[i].Edge is { } edge) Stroke(canvas, shapes[i], edge, EdgeWidth, DotWidth);
            shapes[i].Dispose();
        }
    }

    /// <summary>The lowest area first, each without what of it is in one before: what is below them all shows through once.</summary>
    private static void FillBeside(SKCanvas canvas, IReadOnlyList<SeriesLayer> layers, SeriesShape[] shapes)
    {
        SKRect everything = canvas.LocalClipBounds;
        using SKPaint brush = new() { IsAntialias = true };
        canvas.Save();
        for (int i = shapes.Length - 1; i >= 0; i--)
        {
            if (shapes[i].Area.IsEmpty) continue;
            brush.Color = layers[i].Area;
            canvas.DrawPath(shapes[i].Area, brush);
            using SKPath others = new(shapes[i].Area) { FillType = SKPathFillType.EvenOdd };
            others.AddRect(everything);
            canvas.ClipPath(others, SKClipOperation.Intersect, antialias: true);
        }

        canvas.Restore();
    }

    private static void Stroke(SKCanvas canvas, SeriesShape shape, SKColor color, float width, float dotWidth)
    {
        using SKPaint pen = new()
        {
            Style = SKPaintStyle.Stroke,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
            Color = color,
            StrokeWidth = width,
        };
        if (!shape.Outline.IsEmpty) canvas.DrawPath(shape.Outline, pen);
        pen.StrokeWidth = dotWidth;
        if (!shape.Dots.IsEmpty) canvas.DrawPath(shape.Dots, pen);
    }

    private SeriesShape Shape(SeriesLine line)
    {
        CoordinateRange range = line.Axes.XAxis.Range.ToCoordinateRange;
        IEnumerable<SeriesPoint> points = ColumnReducer.Reduce(line.Points, new TimeColumns(range.Min, columns / range.Length));
        return line.IsStepped ? SeriesShape.OfSteps(points, line.Axes) : SeriesShape.OfLines(points, line.Axes);
    }
}
