using MemoryTracker.Metrics;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// RSS as an area under a line, or under the line the areas of its parts or of processes, one on the other; and above it, fainter, how high it is known to have been
/// between two samples.
/// </summary>
internal sealed class MemoryPlottable(ChartAxis memory, Palette palette, int columns, bool isVector) : SeriesPlottable(columns, isVector)
{
    private const float LineWidth = 1.7f;
    private const float FineLineWidth = 1;

    public override void Render(RenderPack rp)
    {
        using SeriesShape? rss = memory.Rss is { } charted ? SeriesShape.OfLines(Reduce(charted.Series).Points, Axes) : null;
        (SeriesShape Shape, SKColor Area, SKColor Edge)[] layers = [.. Layers()];
        bool isDivided = memory.Stack.Any() || memory.Processes.Count > 0;
        if (IsVector) RenderBeside(rp.Canvas, layers, isDivided ? null : rss);
        else RenderOver(rp.Canvas, layers, isDivided ? null : rss);
        foreach ((SeriesShape shape, _, _) in layers) shape.Dispose();
        if (rss is not null) Stroke(rp.Canvas, rss, palette.LineOf(Metric.Rss), LineWidth);
    }

    /// <summary>The areas with an edge, from above.</summary>
    private IEnumerable<(SeriesShape Shape, SKColor Area, SKColor Edge)> Layers()
    {
        if (memory.Peaks is { } peaks) yield return (SeriesShape.OfSteps(Reduce(peaks.Series), Axes), palette.IntervalPeaks, palette.IntervalPeaks);
        foreach (ChartedSeries part in memory.Stack.Reverse()) yield return Layer(Reduce(part.Series).Points, palette.LineOf(part.Metric));
        foreach (ProcessLayer layer in memory.Processes.Reverse()) yield return Layer(layer.Points, palette.LineOf(layer));
    }

    private (SeriesShape Shape, SKColor Area, SKColor Edge) Layer(IEnumerable<SeriesPoint> edge, SKColor color) =>
        (SeriesShape.OfLines(edge, Axes), Palette.StackedArea(color), color);

    /// <summary>In a layer of its own each area replaces what lies below it: of the peaks and of each part of a stack only the excess over the next shows.</summary>
    private void RenderOver(SKCanvas canvas, (SeriesShape Shape, SKColor Area, SKColor Edge)[] layers, SeriesShape? rss)
    {
        canvas.SaveLayer();
        foreach ((SeriesShape shape, SKColor area, SKColor edge) in layers)
        {
            Fill(canvas, shape.Area, area, SKBlendMode.Src);
            Stroke(canvas, shape, edge, FineLineWidth);
        }

        if (rss is not null) Fill(canvas, rss.Area, palette.MemoryArea, SKBlendMode.Src);
        canvas.Restore();
    }

    /// <summary>The same as shapes: first the areas beside each other, then the edges, the lower ones over those above.</summary>
    private void RenderBeside(SKCanvas canvas, (SeriesShape Shape, SKColor Area, SKColor Edge)[] layers, SeriesShape? rss)
    {
        IEnumerable<(SKPath Area, SKColor Color)> areas = layers.Reverse().Select(layer => (layer.Shape.Area, layer.Area));
        VectorBrush.FillBeside(canvas, rss is null ? areas : areas.Prepend((rss.Area, palette.MemoryArea)));
        foreach ((SeriesShape shape, _, SKColor edge) in layers) Stroke(canvas, shape, edge, FineLineWidth);
    }
}
