using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Memory as an area under a line, and above it, fainter, how high it is known to have been between two samples.</summary>
internal sealed class MemoryPlottable(Series memory, Series? intervalPeaks, Palette palette, int columns) : SeriesPlottable(columns)
{
    private const float LineWidth = 1.7f;
    private const float PeakLineWidth = 1;

    public override void Render(RenderPack rp)
    {
        using SeriesShape shape = SeriesShape.OfLines(Reduce(memory), Axes);
        // In a layer of its own the area replaces what of the peaks lies below it, so that only their excess over it shows.
        rp.Canvas.SaveLayer();
        if (intervalPeaks is not null) RenderPeaks(rp.Canvas, intervalPeaks);
        Fill(rp.Canvas, shape.Area, palette.MemoryArea, SKBlendMode.Src);
        rp.Canvas.Restore();
        Stroke(rp.Canvas, shape, palette.Memory, LineWidth);
    }

    private void RenderPeaks(SKCanvas canvas, Series peaks)
    {
        using SeriesShape shape = SeriesShape.OfSteps(Reduce(peaks), Axes);
        Fill(canvas, shape.Area, palette.IntervalPeaks);
        Stroke(canvas, shape, palette.IntervalPeaks, PeakLineWidth);
    }
}
