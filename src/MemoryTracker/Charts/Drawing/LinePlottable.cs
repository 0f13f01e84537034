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
/// <param name="ink">What it is drawn with.</param>
internal sealed class LinePlottable(ChartedSeries charted, SKColor color, bool filled, SeriesInk ink) : ChartPlottable
{
    private const float MomentWidth = 1.7f;
    private const float StepWidth = 1.4f;
    private const float HeldWidth = 1;
    private const float HeldDotWidth = 4;
    private const byte AreaAlpha = 0x26;

    private bool TellsOfMoments => charted.Metric.Kind == MetricKind.Moment || charted.Metric.Unit == Metrics.Unit.Seconds;

    public override void Render(RenderPack rp)
    {
        SeriesLine line = Line(charted.Series);
        if (charted.Held is { } series)
        {
            SeriesLine held = Line(series);
            if (filled) ink.Fill(rp.Canvas, held, color.WithAlpha(AreaAlpha));
            ink.Stroke(rp.Canvas, held, color, HeldWidth, HeldWidth);
            ink.Stroke(rp.Canvas, line, color, MomentWidth, HeldDotWidth);
            return;
        }

        if (filled) ink.Fill(rp.Canvas, line, color.WithAlpha(AreaAlpha));
        ink.Stroke(rp.Canvas, line, color, TellsOfMoments ? MomentWidth : StepWidth);
    }

    private SeriesLine Line(Series series) => Line(series.Points, isStepped: !TellsOfMoments);
}
