using MemoryTracker.Markers;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What of the markers is drawn into a plot, below its data: light bands of spans and thin dashed lines of moments.</summary>
internal sealed class MarkerPlottable(MarkerOverlay markers) : ChartPlottable
{
    private const byte LineAlpha = 0xA0;
    private const float Dash = 5;
    private const float DashGap = 4;

    public override void Render(RenderPack rp)
    {
        SKRect area = rp.DataRect.ToSKRect();
        new MarkerBands(markers, _ => area.Top, area.Bottom).Draw(rp.Canvas, markers.Bands);

        using SKPaint paint = new() { Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeWidth = markers.LineWidth };
        foreach (Marker moment in markers.Lines)
        {
            using SKPath line = Dashed(markers.LineOf(moment), area);
            paint.Color = markers.Colors.Of(moment).WithAlpha(LineAlpha);
            rp.Canvas.DrawPath(line, paint);
        }
    }

    /// <summary>Dash by dash: Skia writes no dashed lines into SVG.</summary>
    private static SKPath Dashed(float x, SKRect area)
    {
        SKPath line = new();
        for (float y = area.Top; y < area.Bottom; y += Dash + DashGap)
        {
            line.MoveTo(x, y);
            line.LineTo(x, Math.Min(y + Dash, area.Bottom));
        }

        return line;
    }
}
