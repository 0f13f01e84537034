using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What of the markers is drawn above the plots: bars of spans in lanes, below them names of moments, and ticks right above the plot.</summary>
/// <param name="markers">The markers, laid out.</param>
/// <param name="palette">The colours of the chart.</param>
/// <param name="plot">Where the uppermost plot begins.</param>
internal sealed class MarkerRibbon(MarkerOverlay markers, Palette palette, float plot)
{
    /// <summary>Between the plot and the lowest row, for the ticks; the page keeps as much free anyway.</summary>
    private const float Gap = 12;

    private const float BoxHeight = 19;
    private const float TickHeight = 7;
    private const float TickDistance = 2;
    private const float AccentWidth = 3;

    /// <summary>Behind a name that fills its bar.</summary>
    private const float LeastPadding = 2;

    /// <summary>Where a bar has less room, its name would be a letter or two.</summary>
    private const float LeastNameWidth = 24;

    /// <summary>Bars wider than this stand a little apart from the next.</summary>
    private const float LeastPartedWidth = 4;

    private readonly float _rows = plot - Gap - (markers.Rows * MarkerOverlay.RowHeight);

    public void Draw(SKCanvas canvas)
    {
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Marker);
        using SKPaint paint = new() { IsAntialias = true };
        new MarkerBands(markers, bar => TopOf(bar) + BoxHeight, plot).Draw(canvas, markers.Bands.Where(bar => bar.Lane < markers.Lanes));
        foreach (MarkerBar bar in markers.Bars) DrawBar(canvas, bar, font, paint);
        foreach (MarkerFlag flag in markers.Flags) DrawFlag(canvas, flag, font, paint);
        foreach (MarkerFlag flag in markers.Flags) DrawLine(canvas, flag, paint);
        paint.Color = palette.QuietText;
        foreach (float tick in markers.Ticks)
            canvas.DrawRect(tick, plot - TickDistance - TickHeight, Math.Max(1, markers.LineWidth), TickHeight, paint);
    }

    private float TopOf(MarkerBar bar) => _rows - (markers.Rows > 0 ? MarkerOverlay.LaneGap : 0) - ((markers.Lanes - bar.Lane) * MarkerOverlay.LaneHeight);

    private float TopOf(MarkerFlag flag) => _rows + ((markers.Rows - 1 - flag.Row) * MarkerOverlay.RowHeight);

    private void DrawLine(SKCanvas canvas, MarkerFlag flag, SKPaint paint)
    {
        paint.Color = markers.Colors.Of(flag.Name.Marker);
        canvas.DrawRect(flag.Line - (markers.LineWidth / 2), TopOf(flag), markers.LineWidth, plot - TopOf(flag), paint);
    }

    private void DrawBar(SKCanvas canvas, MarkerBar bar, SKFont font, SKPaint paint)
    {
        SKColor color = markers.Colors.Of(bar.Marker);
        float right = bar.Width > LeastPartedWidth ? bar.Right - 1 : bar.Right;
        SKRect box = new(markers.Whole(bar.Left), TopOf(bar), markers.Whole(right), TopOf(bar) + BoxHeight);
        float accent = Math.Min(AccentWidth, box.Width / 4);
        SpanBrush.Fill(canvas, box, Palette.Mix(color, palette.Background, 0.34f), bar.Marker.IsOpen);
        SpanBrush.Fill(canvas, box with { Right = box.Left + accent }, color, fades: false);
        float room = box.Width - AccentWidth - MarkerOverlay.TextPadding - LeastPadding;
        if (room < LeastNameWidth) return;
        Write(canvas, PictureText.FitBeginning(MarkerOverlay.NameOf(bar.Marker), font, room), box.Left + AccentWidth + MarkerOverlay.TextPadding, box.Top, font, paint);
    }

    private void DrawFlag(SKCanvas canvas, MarkerFlag flag, SKFont font, SKPaint paint)
    {
        SKColor color = markers.Colors.Of(flag.Name.Marker);
        SKRect box = new(flag.Left, TopOf(flag), flag.Right, TopOf(flag) + BoxHeight);
        paint.Color = Palette.Mix(color, palette.Background, 0.14f);
        canvas.DrawRect(box, paint);
        Write(canvas, flag.Name.Text, box.Left + MarkerOverlay.TextPadding, box.Top, font, paint);
    }

    private void Write(SKCanvas canvas, string text, float x, float top, SKFont font, SKPaint paint)
    {
        paint.Color = palette.Text;
        canvas.DrawText(text, x, top + (BoxHeight / 2) + (TextSize.Marker * 0.36f), font, paint);
    }
}
