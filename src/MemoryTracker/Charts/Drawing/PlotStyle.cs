using MemoryTracker.Charts.Ticks;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>How the axes of a plot look.</summary>
internal static class PlotStyle
{
    private const float TickLength = 5;

    /// <summary>Digits have no descenders: as much lower do they stand in the middle of their tick.</summary>
    private const float CentringOffset = 2.5f;

    /// <summary>Makes an axis stand back: a fine line under the data and nothing at the sides and above.</summary>
    public static void Quiet(IAxis axis, Palette palette)
    {
        bool bottom = axis.Edge == Edge.Bottom;
        axis.FrameLineStyle.Width = bottom ? 1 : 0;
        axis.FrameLineStyle.Color = Color.FromSKColor(palette.Frame);
        axis.MajorTickStyle.Length = bottom ? TickLength : 0;
        axis.MajorTickStyle.Color = Color.FromSKColor(palette.Frame);
        axis.TickLabelStyle.FontName = EmbeddedFont.Name;
        axis.TickLabelStyle.FontSize = TextSize.Tick;
        axis.TickLabelStyle.ForeColor = Color.FromSKColor(palette.QuietText);
        if (axis.Edge is Edge.Left or Edge.Right) axis.TickLabelStyle.OffsetY = CentringOffset;
        axis.TickGenerator = new NumericManual();
    }

    public static void SetTicks(IAxis axis, double low, double high, AxisTick[] ticks)
    {
        axis.Range.Set(low, high);
        axis.TickGenerator = new NumericManual([.. ticks.Select(tick => tick.Position)], [.. ticks.Select(tick => tick.Label)]);
        // A generator shows its ticks, and an axis its true size, only from here on.
        using Paint paint = Paint.NewDisposablePaint();
        axis.RegenerateTicks(new PixelLength(0), paint);
    }

    /// <summary>Writes along an axis what it shows, or a shorter form of it where the axis is too short, or nothing where that has no room either.</summary>
    public static void SetTitle(IAxis axis, string title, string shorter, float length, float room, SKColor color)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        axis.Label.Text = font.MeasureText(title) <= length ? title : font.MeasureText(shorter) <= room ? shorter : "";
        axis.Label.FontName = EmbeddedFont.Name;
        axis.Label.FontSize = TextSize.Label;
        axis.Label.Bold = false;
        axis.Label.ForeColor = Color.FromSKColor(color);
    }

    /// <summary>How wide an axis at the side is, or how high one below.</summary>
    public static float Measure(IAxis axis)
    {
        using Paint paint = Paint.NewDisposablePaint();
        return axis.Measure(paint);
    }

    /// <summary>Writes a few words into the middle of an area.</summary>
    public static void Write(SKCanvas canvas, string words, SKRect area, SKColor color)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Title);
        using SKPaint paint = new() { IsAntialias = true, Color = color };
        canvas.DrawText(PictureText.Fit(words, font, area.Width), area.MidX, area.MidY, SKTextAlign.Center, font, paint);
    }
}
