using MemoryTracker.Metrics;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// RSS as an area under a line, or under the line the areas of its parts or of processes, one on the other; and above it, fainter, how high it is known to have been
/// between two samples.
/// </summary>
internal sealed class MemoryPlottable(ChartAxis memory, Palette palette, int columns) : SeriesPlottable(columns)
{
    private const float LineWidth = 1.7f;
    private const float FineLineWidth = 1;

    public override void Render(RenderPack rp)
    {
        using SeriesShape? rss = memory.Rss is { } charted ? SeriesShape.OfLines(Reduce(charted.Series).Points, Axes) : null;
        ChartedSeries[] stack = [.. memory.Stack.Reverse()];
        // In a layer of its own each area replaces what lies below it: of the peaks and of each part of a stack only the excess over the next shows.
        rp.Canvas.SaveLayer();
        if (memory.Peaks is { } peaks) RenderPeaks(rp.Canvas, peaks.Series);
        foreach (ChartedSeries part in stack) RenderLayer(rp.Canvas, Reduce(part.Series).Points, palette.LineOf(part.Metric));
        foreach (ProcessLayer layer in memory.Processes.Reverse()) RenderLayer(rp.Canvas, layer.Points, palette.LineOf(layer));
        if (rss is not null && stack.Length == 0 && memory.Processes.Count == 0) Fill(rp.Canvas, rss.Area, palette.MemoryArea, SKBlendMode.Src);
        rp.Canvas.Restore();
        if (rss is not null) Stroke(rp.Canvas, rss, palette.LineOf(Metric.Rss), LineWidth);
    }

    private void RenderLayer(SKCanvas canvas, IEnumerable<SeriesPoint> edge, SKColor color)
    {
        using SeriesShape shape = SeriesShape.OfLines(edge, Axes);
        Fill(canvas, shape.Area, Palette.StackedArea(color), SKBlendMode.Src);
        Stroke(canvas, shape, color, FineLineWidth);
    }

    private void RenderPeaks(SKCanvas canvas, Series peaks)
    {
        using SeriesShape shape = SeriesShape.OfSteps(Reduce(peaks), Axes);
        Fill(canvas, shape.Area, palette.IntervalPeaks);
        Stroke(canvas, shape, palette.IntervalPeaks, FineLineWidth);
    }
}
