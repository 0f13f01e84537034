using MemoryTracker.Charts.Ticks;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>One picture: title, legend, one or two plots under each other, and footer.</summary>
internal sealed class ChartPage(ChartContent content, ChartOptions options, PlottedSeries[] plots)
{
    /// <summary>The size for which text sizes and margins are made.</summary>
    private const float UsualWidth = 1600;
    private const float UsualHeight = 900;

    /// <summary>Text is never smaller than this part of its usual size.</summary>
    private const double SmallestText = 0.6;

    private const float UsualMargin = 30;
    private const float TitleHeight = 44;
    private const float LegendGap = 14;
    private const float FooterHeight = 30;
    private const float BetweenPlots = 24;

    /// <summary>The upper of two plots, memory, is the larger one.</summary>
    private const float UpperShare = 0.62f;

    /// <summary>Below this height, in the page's own pixels, margins are narrow and the footer gives way to the plot.</summary>
    private const float RoomyHeight = 480;

    private readonly Palette _palette = Palette.Of(options.Theme);

    public SKSizeI PixelSize => new((int)Math.Round(options.Width * options.Scale), (int)Math.Round(options.Height * options.Scale));

    /// <summary>How many pixels of the picture one of the page's own is. Text grows with the picture, and shrinks more slowly than it.</summary>
    private float Unit
    {
        get
        {
            double size = Math.Min(options.Width / UsualWidth, options.Height / UsualHeight);
            return (float)(options.Scale * (size >= 1 ? size : Math.Max(SmallestText, Math.Sqrt(size))));
        }
    }

    /// <summary>Room for the labels and the title of the time axis; labels of a clock carry dates on a second line.</summary>
    private float TimeAxisHeight => options.TimeAxis == TimeAxis.Clock ? 84 : 64;

    /// <summary>Draws the page onto a canvas of <see cref="PixelSize"/>.</summary>
    public void Draw(SKCanvas canvas)
    {
        canvas.Clear(_palette.Background);
        canvas.Scale(Unit);
        SKRect page = SKRect.Create(PixelSize.Width / Unit, PixelSize.Height / Unit);
        bool roomy = page.Height >= RoomyHeight;
        float margin = roomy ? UsualMargin : UsualMargin / 2;
        SKRect room = SKRect.Inflate(page, -margin, -margin);
        SKPoint titleAt = new(room.Left, room.Top + TextSize.Title);
        DrawLine(canvas, options.Title ?? content.Title, TextSize.Title, _palette.Text, titleAt, room.Width);
        room.Top += TitleHeight;
        room.Top += new Legend(LegendEntries(), _palette).Draw(canvas, room.Location, room.Width) + LegendGap;
        if (roomy)
        {
            DrawLine(canvas, content.Footer, TextSize.Footer, _palette.QuietText, new SKPoint(room.Left, room.Bottom), room.Width);
            room.Bottom -= FooterHeight;
        }

        room.Bottom -= TimeAxisHeight;
        DrawPlots(canvas, room, overhang: margin);
    }

    private static void DrawLine(SKCanvas canvas, string text, float size, SKColor color, SKPoint at, float width)
    {
        using SKFont font = new(EmbeddedFont.Typeface, size);
        using SKPaint paint = new() { IsAntialias = true, Color = color };
        canvas.DrawText(PictureText.Fit(text, font, width), at, font, paint);
    }

    private void DrawPlots(SKCanvas canvas, SKRect room, float overhang)
    {
        SKRect[] areas = Split(room);
        DataPlot[] drawn = [.. plots.Zip(areas, (shown, area) => new DataPlot(content, shown, _palette, area.Height))];
        float left = room.Left + drawn.Max(plot => plot.AxisWidths().Left);
        float right = room.Right - drawn.Max(plot => plot.AxisWidths().Right);

        ITimeTicks style = options.TimeAxis == TimeAxis.Clock ? new ClockTicks(content.Start) : new ElapsedTicks();
        TimeScale time = new(TimeRange.Of(content), style, right - left, room.Right + (overhang / 2) - right);
        for (int i = 0; i < drawn.Length; i++)
        {
            using DataPlot plot = drawn[i];
            SKRect area = new(left, areas[i].Top, right, areas[i].Bottom);
            plot.Render(canvas, area, time, labelled: i == drawn.Length - 1, Unit);
        }
    }

    private SKRect[] Split(SKRect room)
    {
        if (plots.Length == 1) return [room];
        float upper = (room.Height - BetweenPlots) * UpperShare;
        SKRect above = room with { Bottom = room.Top + upper };
        SKRect below = room with { Top = above.Bottom + BetweenPlots };
        return [above, below];
    }

    private List<LegendEntry> LegendEntries()
    {
        PlottedSeries shown = plots.Aggregate((one, other) => one | other);
        List<LegendEntry> entries = [];
        if (shown.HasFlag(PlottedSeries.Memory))
        {
            entries.Add(new LegendEntry("RSS (memory in RAM)", "RSS", _palette.Memory, _palette.MemoryArea));
            if (content.IntervalPeaks is { Count: > 0 }) entries.Add(new LegendEntry("peak between samples", "peak", null, _palette.IntervalPeaks));
        }

        if (shown.HasFlag(PlottedSeries.Cpu)) entries.Add(new LegendEntry("CPU (100 % = one core)", "CPU", _palette.Cpu, null));
        return entries;
    }
}
