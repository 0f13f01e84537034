using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// Draws series as pixels, by intervals in sub-columns instead of Skia's paths: a picture of the few points that are kept of a column is then, byte for byte, that of all
/// points, and the time it takes grows with the size of the picture only.
/// </summary>
internal sealed class PixelInk : SeriesInk
{
    public override void Stroke(SKCanvas canvas, SeriesLine line, SKColor color, float width, float dotWidth = DotWidth)
    {
        PixelGrid grid = PixelGrid.Of(canvas, line.Axes);
        Stroke(canvas, LineColumns.Of(line.Points, line.IsStepped, grid), grid, color, width, dotWidth);
    }

    public override void Fill(SKCanvas canvas, SeriesLine line, SKColor color)
    {
        PixelGrid grid = PixelGrid.Of(canvas, line.Axes);
        using CoverageMask area = CoverageMask.OfArea(LineColumns.Of(line.Points, line.IsStepped, grid), grid);
        Draw(canvas, area, color, SKBlendMode.SrcOver);
    }

    public override void FillLayers(SKCanvas canvas, IReadOnlyList<SeriesLayer> layers)
    {
        if (layers.Count > 1) canvas.SaveLayer();
        foreach (SeriesLayer layer in layers) FillLayer(canvas, layer, replaces: layers.Count > 1);
        if (layers.Count > 1) canvas.Restore();
    }

    private static void FillLayer(SKCanvas canvas, SeriesLayer layer, bool replaces)
    {
        PixelGrid grid = PixelGrid.Of(canvas, layer.Line.Axes);
        LineColumns columns = LineColumns.Of(layer.Line.Points, layer.Line.IsStepped, grid);
        using CoverageMask area = CoverageMask.OfArea(columns, grid);
        // Makes room first: where a pixel is covered in part, so much of what was there stays.
        if (replaces) Draw(canvas, area, SKColors.Black, SKBlendMode.DstOut);
        Draw(canvas, area, layer.Area, replaces ? SKBlendMode.Plus : SKBlendMode.SrcOver);
        if (layer.Edge is { } edge) Stroke(canvas, columns, grid, edge, EdgeWidth, DotWidth);
    }

    private static void Stroke(SKCanvas canvas, LineColumns columns, PixelGrid grid, SKColor color, float width, float dotWidth)
    {
        float scale = canvas.TotalMatrix.ScaleX;
        using CoverageMask stroke = CoverageMask.OfStroke(columns, grid, new RoundPen(width * scale), new RoundPen(dotWidth * scale));
        Draw(canvas, stroke, color, SKBlendMode.SrcOver);
    }

    private static void Draw(SKCanvas canvas, CoverageMask mask, SKColor color, SKBlendMode mode)
    {
        SKRectI part = canvas.DeviceClipBounds;
        using SKPaint paint = new() { Color = color, BlendMode = mode };
        canvas.Save();
        canvas.ResetMatrix();
        canvas.ClipRect(new SKRect(part.Left, part.Top + mask.Rows.First, part.Right, part.Top + mask.Rows.End));
        canvas.DrawBitmap(mask.Bitmap, part.Left, part.Top, paint);
        canvas.Restore();
    }
}
