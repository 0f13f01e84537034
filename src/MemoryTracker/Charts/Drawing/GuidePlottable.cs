using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The guides of an axis, over its data: limits dashed, those of the right axis dotted, trends drawn through. Each has a rim of the background, so that it is seen over whatever colour.</summary>
internal sealed class GuidePlottable(IReadOnlyList<ChartGuide> guides, bool isRight, Palette palette) : ChartPlottable
{
    private const float Width = 1.6f;
    private const float RimWidth = 4;
    private const byte RimAlpha = 0xA0;
    private const float Dash = 9;
    private const float DashGap = 5;
    private const float Dot = 3;
    private const float DotGap = 3;

    /// <summary>A straight line is none on a logarithmic axis.</summary>
    private const int Steps = 64;

    public override void Render(RenderPack rp)
    {
        foreach (ChartGuide guide in guides)
        {
            using SKPath line = guide.Kind == ChartGuide.Meaning.Limit ? Dashed(guide) : Sloped(guide);
            using SKPaint pen = new() { Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
            (pen.Color, pen.StrokeWidth) = (palette.Background.WithAlpha(RimAlpha), RimWidth);
            rp.Canvas.DrawPath(line, pen);
            (pen.Color, pen.StrokeWidth) = (palette.LineOf(guide), Width);
            rp.Canvas.DrawPath(line, pen);
        }
    }

    /// <summary>Where a guide lies, at a share of its way.</summary>
    public static SKPoint PointOf(ChartGuide guide, double share, IAxes axes, ValueScale values)
    {
        double time = guide.From.TotalNanoseconds + (share * (guide.To - guide.From).TotalNanoseconds);
        return new SKPoint(axes.GetPixelX(time), axes.GetPixelY(values.Of(guide.AtFrom + (share * (guide.AtTo - guide.AtFrom)))));
    }

    /// <summary>Dash by dash: Skia writes no dashed lines into SVG.</summary>
    private SKPath Dashed(ChartGuide guide)
    {
        SKPath line = new();
        (SKPoint from, SKPoint to) = (PointOf(guide, 0, Axes, Values), PointOf(guide, 1, Axes, Values));
        (float dash, float gap) = isRight ? (Dot, DotGap) : (Dash, DashGap);
        for (float x = from.X; x < to.X; x += dash + gap)
        {
            line.MoveTo(x, from.Y);
            line.LineTo(Math.Min(x + dash, to.X), from.Y);
        }

        return line;
    }

    private SKPath Sloped(ChartGuide guide)
    {
        SKPath line = new();
        int steps = Values.IsLinear ? 1 : Steps;
        line.MoveTo(PointOf(guide, 0, Axes, Values));
        for (int step = 1; step <= steps; step++) line.LineTo(PointOf(guide, (double)step / steps, Axes, Values));
        return line;
    }
}
