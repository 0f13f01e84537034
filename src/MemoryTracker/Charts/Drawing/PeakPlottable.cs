using MemoryTracker.Metrics;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The peak: a dot and its label, above it or, where the plot is too low, beside it; both wholly inside the plot.</summary>
internal sealed class PeakPlottable(ChartPeak peak, LabelRoom labels, Palette palette) : ChartPlottable
{
    /// <summary>How much room the mark takes above the peak.</summary>
    public const float Height = Gap + BoxHeight + 8;

    private const float Radius = 4.5f;
    private const float EdgeDistance = 6;
    private const float Gap = 10;
    private const float BoxHeight = 27;
    private const float BoxPadding = 8;

    public override void Render(RenderPack rp)
    {
        SKRect room = SKRect.Inflate(rp.DataRect.ToSKRect(), -EdgeDistance, -EdgeDistance);
        float from = Axes.GetPixelX(Nanoseconds(peak.From));
        float to = Axes.GetPixelX(Nanoseconds(peak.To));
        SKPoint middle = new(Math.Clamp((from + to) / 2, room.Left, room.Right), Math.Clamp(Axes.GetPixelY(Values.Of(peak.Bytes)), room.Top, room.Bottom));
        RenderInterval(rp.Canvas, from, to, middle.Y);
        RenderDot(rp.Canvas, middle);
        labels.Take(SKRect.Inflate(SKRect.Create(middle, SKSize.Empty), Radius, Radius));
        RenderLabel(rp.Canvas, middle, room);
    }

    private static SKPoint Place(SKPoint dot, float width, SKRect room)
    {
        float above = dot.Y - Gap - BoxHeight;
        if (above >= room.Top) return new SKPoint(Math.Clamp(dot.X - (width / 2), room.Left, room.Right - width), above);

        bool left = dot.X > room.MidX;
        float beside = left ? dot.X - Gap - width : dot.X + Gap;
        return new SKPoint(Math.Clamp(beside, room.Left, room.Right - width), room.Top);
    }

    private static double Nanoseconds(TimeSpan time) => (double)time.Ticks * TimeSpan.NanosecondsPerTick;

    private void RenderInterval(SKCanvas canvas, float from, float to, float y)
    {
        using SKPaint pen = new() { IsAntialias = true, Color = palette.Peak, StrokeWidth = 1.5f };
        canvas.DrawLine(from, y, to, y, pen);
    }

    private void RenderDot(SKCanvas canvas, SKPoint at)
    {
        using SKPaint brush = new() { IsAntialias = true, Color = palette.Background };
        canvas.DrawCircle(at, Radius + 1.5f, brush);
        brush.Color = palette.Peak;
        canvas.DrawCircle(at, Radius, brush);
    }

    private void RenderLabel(SKCanvas canvas, SKPoint dot, SKRect room)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Label);
        float widest = room.Width - (2 * BoxPadding);
        // How much it was is worth more than half of when.
        string label = font.MeasureText(peak.Label) <= widest ? peak.Label : PictureText.Fit($"peak {Readable.Bytes(peak.Bytes)}", font, widest);
        float width = font.MeasureText(label) + (2 * BoxPadding);
        SKRect box = SKRect.Create(Place(dot, width, room), new SKSize(width, BoxHeight));

        labels.Take(box);
        using SKPaint paint = new() { IsAntialias = true, Color = palette.Background.WithAlpha(0xE0) };
        canvas.DrawRoundRect(box, 4, 4, paint);
        paint.Color = palette.Text;
        canvas.DrawText(label, box.Left + BoxPadding, box.MidY + (TextSize.Label * 0.36f), font, paint);
    }
}
