using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What the guides of an axis are called, beside them, or with an arrow at the edge behind which they lie. What finds no place of its own is not written.</summary>
/// <param name="axis">The axis, whose figures the name of a trend is not to hide.</param>
/// <param name="guides">Its guides.</param>
/// <param name="labels">Where labels are already.</param>
/// <param name="palette">The colours of the chart.</param>
internal sealed class GuideLabels(ChartAxis axis, AxisGuides guides, LabelRoom labels, Palette palette) : ChartPlottable
{
    /// <summary>How much room a label takes above its line.</summary>
    public const float Height = Gap + BoxHeight + EdgeDistance;

    private const float BoxHeight = 20;
    private const float BoxPadding = 5;
    private const float EdgeDistance = 3;
    private const float Gap = 3;
    private const float LineRoom = 1;
    private const float WidestShare = 0.6f;
    private const int FarthestRow = 4;

    public override void Render(RenderPack rp)
    {
        SKRect room = SKRect.Inflate(rp.DataRect.ToSKRect(), -EdgeDistance, -EdgeDistance);
        foreach (ChartGuide limit in guides.Drawn.Where(guide => guide.Kind == ChartGuide.Meaning.Limit))
            labels.Take(SKRect.Inflate(SKRect.Create(GuidePlottable.PointOf(limit, 0, Axes, Values), SKSize.Empty) with { Right = room.Right }, 0, LineRoom));
        foreach (ChartGuide guide in guides.Drawn) Write(rp.Canvas, guide, "", room, width => guide.Kind == ChartGuide.Meaning.Limit ? Beside(guide, width, room, distance: 0) : OffTheData(guide, width, room));
        foreach (ChartGuide guide in guides.Above) Write(rp.Canvas, guide, "↑ ", room, width => Rows(room.Top, BoxHeight, width, room));
        foreach (ChartGuide guide in guides.Below) Write(rp.Canvas, guide, "↓ ", room, width => Rows(room.Bottom - BoxHeight, -BoxHeight, width, room));
    }

    private static SKRect[] Rows(float top, float step, float width, SKRect room) =>
    [
        .. from row in Enumerable.Range(0, Math.Max(1, (int)(room.Height / BoxHeight)))
           from left in (float[])[room.Right - width, room.Left]
           select SKRect.Create(left, top + (row * step), width, BoxHeight),
    ];

    /// <summary>Above the line at its right end, else at its left end, in its middle, or below it.</summary>
    private SKRect[] Beside(ChartGuide guide, float width, SKRect room, float distance) =>
    [
        .. from isAbove in (bool[])[true, false]
           from share in (double[])[1, 0, 0.5]
           let at = GuidePlottable.PointOf(guide, share, Axes, Values)
           let left = Math.Clamp(at.X - (width * (float)share), room.Left, Math.Max(room.Left, room.Right - width))
           select SKRect.Create(left, isAbove ? at.Y - Gap - distance - BoxHeight : at.Y + Gap + distance, width, BoxHeight),
    ];

    /// <summary>A trend lies amid the data: its name goes where it hides least of them, as near as that can be.</summary>
    private SKRect[] OffTheData(ChartGuide trend, float width, SKRect room)
    {
        SKPoint[] drawn =
        [
            .. from charted in axis.Series
               where charted.Metric == trend.Metric
               from point in charted.Series.Points
               select new SKPoint(Axes.GetPixelX(point.ElapsedNanoseconds), Axes.GetPixelY(Values.Of(point.Value))),
        ];
        return
        [
            .. Enumerable.Range(0, FarthestRow).SelectMany(row => Beside(trend, width, room, row * BoxHeight))
                .OrderBy(place => drawn.Count(SKRect.Inflate(place, EdgeDistance, EdgeDistance).Contains)),
        ];
    }

    private void Write(SKCanvas canvas, ChartGuide guide, string arrow, SKRect room, Func<float, SKRect[]> places)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Marker);
        string text = PictureText.FitBeginning(arrow + guide.Label, font, (room.Width * WidestShare) - (2 * BoxPadding));
        if (!labels.TryTakeFirst(places(font.MeasureText(text) + (2 * BoxPadding)), room, out SKRect box)) return;
        using SKPaint paint = new() { IsAntialias = true, Color = palette.Background.WithAlpha(0xD8) };
        canvas.DrawRoundRect(box, 3, 3, paint);
        paint.Color = palette.LineOf(guide);
        canvas.DrawText(text, box.Left + BoxPadding, box.MidY + (TextSize.Marker * 0.36f), font, paint);
    }
}
