using MemoryTracker.Metrics;
using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// A metric as a line: from moment to moment, or in steps where each figure holds for the whole interval before it. What is read now and then only is a thin
/// line at the figure last known, and wide where it was read.
/// </summary>
/// <param name="charted">The metric.</param>
/// <param name="color">Its colour.</param>
/// <param name="filled">Whether there is an area below the line.</param>
/// <param name="columns">How many columns of points the plot is to be given.</param>
/// <param name="isVector">Whether the picture is of shapes and not of pixels.</param>
internal sealed class LinePlottable(ChartedSeries charted, SKColor color, bool filled, int columns, bool isVector) : SeriesPlottable(columns, isVector)
{
    private const float MomentWidth = 1.7f;
    private const float StepWidth = 1.4f;
    private const float HeldWidth = 1;
    private const float HeldDotWidth = 4;
    private const byte AreaAlpha = 0x26;

    private bool TellsOfMoments => charted.Metric.Kind == MetricKind.Moment || charted.Metric.Unit == Metrics.Unit.Seconds;

    public override void Render(RenderPack rp)
    {
        using SeriesShape shape = Shape(charted.Series);
        if (charted.Held is { } series)
        {
            using SeriesShape held = Shape(series);
            if (filled) Fill(rp.Canvas, held.Area, color.WithAlpha(AreaAlpha));
            Stroke(rp.Canvas, held, color, HeldWidth, HeldWidth);
            Stroke(rp.Canvas, shape, color, MomentWidth, HeldDotWidth);
            return;
        }

        if (filled) Fill(rp.Canvas, shape.Area, color.WithAlpha(AreaAlpha));
        Stroke(rp.Canvas, shape, color, TellsOfMoments ? MomentWidth : StepWidth);
    }

    private SeriesShape Shape(Series series) => TellsOfMoments ? SeriesShape.OfLines(Reduce(series).Points, Axes) : SeriesShape.OfSteps(Reduce(series), Axes);
}
