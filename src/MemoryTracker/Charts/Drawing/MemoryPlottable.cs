using MemoryTracker.Metrics;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// RSS as an area under a line, or under the line the areas of its parts or of processes, one on the other; and above it, fainter, how high it is known to have been
/// between two samples.
/// </summary>
internal sealed class MemoryPlottable(ChartAxis memory, Palette palette, SeriesInk ink) : ChartPlottable
{
    private const float LineWidth = 1.7f;

    public override void Render(RenderPack rp)
    {
        ink.FillLayers(rp.Canvas, [.. Layers()]);
        if (memory.Rss is { } rss) ink.Stroke(rp.Canvas, Line(rss.Series.Points), palette.LineOf(Metric.Rss), LineWidth);
    }

    /// <summary>From above.</summary>
    private IEnumerable<SeriesLayer> Layers()
    {
        if (memory.Peaks is { } peaks)
            yield return new SeriesLayer(Line(peaks.Series.Points) with { IsStepped = true }, palette.IntervalPeaks, palette.IntervalPeaks);
        foreach (ChartedSeries part in memory.Stack.Reverse()) yield return Layer(part.Series.Points, palette.LineOf(part.Metric));
        foreach (ProcessLayer layer in memory.Processes.Reverse()) yield return Layer(layer.Points, palette.LineOf(layer));
        bool isDivided = memory.Stack.Any() || memory.Processes.Count > 0;
        if (memory.Rss is { } rss && !isDivided) yield return new SeriesLayer(Line(rss.Series.Points), palette.MemoryArea, Edge: null);
    }

    private SeriesLayer Layer(IEnumerable<SeriesPoint> edge, SKColor color) => new(Line(edge), Palette.StackedArea(color), color);

    private SeriesLine Line(IEnumerable<SeriesPoint> points) => Line(points, isStepped: false);
}
