using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Draws data as shapes that look in SVG and PDF as the pixels of a PNG do, though neither has layers in which one area replaces another.</summary>
internal static class VectorBrush
{
    /// <summary>Draws lines, in pieces that may meet, with a round pen: as one shape, so that a transparent pen is seen once where they do.</summary>
    public static void Stroke(SKCanvas canvas, IEnumerable<SKPath> pieces, SKColor color, float width)
    {
        using SKPath whole = new();
        foreach (SKPath piece in pieces) whole.AddPath(piece);
        if (whole.IsEmpty) return;
        using SKPaint pen = new()
        {
            Style = SKPaintStyle.Stroke,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
            Color = color,
            StrokeWidth = width,
        };
        canvas.DrawPath(whole, pen);
    }

    /// <summary>Fills areas, the lowest first, each without what of it is in one before: they lie beside each other, and what is below them all shows through once.</summary>
    public static void FillBeside(SKCanvas canvas, IEnumerable<(SKPath Area, SKColor Color)> areas)
    {
        SKRect everything = canvas.LocalClipBounds;
        using SKPaint brush = new() { IsAntialias = true };
        canvas.Save();
        foreach ((SKPath area, SKColor color) in areas)
        {
            if (area.IsEmpty) continue;
            brush.Color = color;
            canvas.DrawPath(area, brush);
            using SKPath others = new(area) { FillType = SKPathFillType.EvenOdd };
            others.AddRect(everything);
            canvas.ClipPath(others, SKClipOperation.Intersect, antialias: true);
        }

        canvas.Restore();
    }
}
