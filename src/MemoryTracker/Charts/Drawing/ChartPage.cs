using MemoryTracker.Charts.Ticks;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>One picture: title, legend, plots under each other, and footer.</summary>
/// <param name="content">What it shows.</param>
/// <param name="options">How it looks.</param>
/// <param name="plots">The plots, from above.</param>
/// <param name="isVector">Whether it is drawn as shapes and not as pixels.</param>
internal sealed class ChartPage(ChartContent content, ChartOptions options, PlotAxes[] plots, bool isVector)
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

    /// <summary>Where plots are many and low, what lies between them takes this part of the height.</summary>
    private const float MostBetween = 0.3f;

    /// <summary>The uppermost plot, memory, is larger than the others by as much as 62 is than 38.</summary>
    private const float UpperShare = 0.62f;

    /// <summary>The legend takes no more of the page's height.</summary>
    private const float LegendShare = 0.2f;

    /// <summary>Markers leave the plots this part of the page's height.</summary>
    private const float LeastPlotShare = 0.53f;

    /// <summary>Where the plots are lower than that anyway, markers may still take this part of them.</summary>
    private const float MarkerShare = 0.15f;

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
        SKPoint legend = room.Location;
        float forCount = MarkerCount.Width(content.Markers.Count + content.MarkersLeftOut);
        Legend entries = new(plots, _palette, room.Width - forCount, LegendShare * page.Height);
        room.Top += entries.Draw(canvas, legend) + LegendGap;
        if (roomy)
        {
            DrawLine(canvas, content.Footer, TextSize.Footer, _palette.QuietText, new SKPoint(room.Left, room.Bottom), room.Width);
            room.Bottom -= FooterHeight;
        }

        room.Bottom -= TimeAxisHeight;
        float mostForMarkers = Math.Max(room.Height - (LeastPlotShare * page.Height), MarkerShare * room.Height);
        long unnamed = DrawPlots(canvas, room, overhang: margin, mostForMarkers);
        MarkerCount.Draw(canvas, unnamed, new SKPoint(room.Right, legend.Y + Legend.Baseline), _palette.QuietText);
    }

    private static void DrawLine(SKCanvas canvas, string text, float size, SKColor color, SKPoint at, float width)
    {
        using SKFont font = new(EmbeddedFont.Typeface, size);
        using SKPaint paint = new() { IsAntialias = true, Color = color };
        canvas.DrawText(PictureText.Fit(text, font, width), at, font, paint);
    }

    /// <summary>Draws plots and markers into the room, and says how many markers could not be named.</summary>
    private long DrawPlots(SKCanvas canvas, SKRect room, float overhang, float mostForMarkers)
    {
        (DataPlot[] drawn, MarkerFrame frame) = Arrange(room, overhang);
        MarkerOverlay markers = new(content, frame, _palette, mostForMarkers);
        if (markers.Height > 0)
        {
            // Lower plots may have narrower axes, and these move the markers.
            foreach (DataPlot plot in drawn) plot.Dispose();
            room.Top += markers.Height;
            (drawn, frame) = Arrange(room, overhang);
            markers = new MarkerOverlay(content, frame, _palette, markers.Height);
        }

        SKRect[] areas = Split(room);
        for (int i = 0; i < drawn.Length; i++)
        {
            using DataPlot plot = drawn[i];
            SKRect area = areas[i] with { Left = frame.Left, Right = frame.Right };
            plot.Render(canvas, area, frame.Scale, markers, labelled: i == drawn.Length - 1, Unit, isVector);
        }

        new MarkerRibbon(markers, _palette, room.Top).Draw(canvas);
        return markers.Unnamed;
    }

    /// <summary>Makes the plots, and the time axis that fits between what they need at their sides.</summary>
    private (DataPlot[] Plots, MarkerFrame Frame) Arrange(SKRect room, float overhang)
    {
        DataPlot[] made = [.. plots.Zip(Split(room), (shown, area) => new DataPlot(shown, content.Peak, shown == plots[0] ? content.Note : null, _palette, area.Height, Between(room), options.IsLogarithmic))];
        float left = room.Left + made.Max(plot => plot.AxisWidths().Left);
        float right = room.Right - made.Max(plot => plot.AxisWidths().Right);

        ITimeTicks style = options.TimeAxis == TimeAxis.Clock ? new ClockTicks(content.Start) : new ElapsedTicks(content.Zero);
        TimeRange range = TimeRange.Of(content);
        TimeScale time = new(range, style, right - left, room.Right + (overhang / 2) - right);
        return (made, new MarkerFrame(range, time, left, right, room.Left, room.Right, Unit));
    }

    private float Between(SKRect room) => plots.Length == 1 ? 0 : Math.Min(BetweenPlots, room.Height * MostBetween / (plots.Length - 1));

    private SKRect[] Split(SKRect room)
    {
        int others = plots.Length - 1;
        if (others == 0) return [room];
        float between = Between(room);
        float share = UpperShare / (UpperShare + ((1 - UpperShare) * others));
        float upper = (room.Height - (others * between)) * share;
        float other = (room.Height - upper - (others * between)) / others;
        SKRect above = room with { Bottom = room.Top + upper };
        return [above, .. Enumerable.Range(0, others).Select(Below)];

        SKRect Below(int index)
        {
            float top = above.Bottom + between + (index * (other + between));
            return room with { Top = top, Bottom = index == others - 1 ? room.Bottom : top + other };
        }
    }
}
