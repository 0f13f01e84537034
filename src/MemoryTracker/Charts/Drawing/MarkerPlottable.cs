using MemoryTracker.Markers;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What of the markers is drawn into a plot, below its data: light bands of spans and thin dashed lines of moments.</summary>
internal sealed class MarkerPlottable(MarkerOverlay markers) : ChartPlottable
{
    private const byte BandAlpha = 0x1E;
    private const byte LineAlpha = 0xA0;
    private const float Dash = 5;
    private const float DashGap = 4;

    public override void Render(RenderPack rp)
    {
        SKRect area = rp.DataRect.ToSKRect();
        DrawBands(rp.Canvas, markers, markers.Bands, _ => area.Top, area.Bottom);

        using SKPathEffect dashes = SKPathEffect.CreateDash([Dash, DashGap], phase: 0);
        using SKPaint paint = new() { IsAntialias = true, PathEffect = dashes, StrokeWidth = markers.LineWidth };
        foreach (Marker moment in markers.Lines)
        {
            float x = markers.LineOf(moment);
            paint.Color = markers.Colors.Of(moment).WithAlpha(LineAlpha);
            rp.Canvas.DrawLine(x, area.Top, x, area.Bottom, paint);
        }
    }

    /// <summary>
    /// Draws bands. In a layer of their own the inner ones replace what of the outer ones lies below them: added up they would be dark, and show colours
    /// that are nobody's.
    /// </summary>
    public static void DrawBands(SKCanvas canvas, MarkerOverlay markers, IEnumerable<MarkerBar> bands, Func<MarkerBar, float> topOf, float bottom)
    {
        canvas.SaveLayer();
        foreach (MarkerBar bar in bands)
        {
            SKRect band = new(bar.Left, topOf(bar), bar.Right, bottom);
            SpanBrush.Replace(canvas, band, markers.Colors.Of(bar.Marker).WithAlpha(BandAlpha), bar.Marker.IsOpen);
        }

        canvas.Restore();
    }
}
