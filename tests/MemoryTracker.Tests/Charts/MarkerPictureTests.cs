using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using SkiaSharp;
using static MemoryTracker.Tests.Charts.MarkerSamples;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerPictureTests
{
    private const double MiB = 1024 * 1024;
    private const string Red = "#ff0000";

    private static readonly (int Width, int Height)[] Sizes = [(1600, 900), (800, 450), (400, 225), (320, 180), (600, 1400), (1400, 300)];

    private static readonly Palette Light = Palette.Of(ChartTheme.Light);

    [Fact]
    public void Nothing_is_drawn_into_the_margin_the_title_or_the_legend()
    {
        for (int seed = 0; seed < 24; seed++)
        {
            Random random = new(seed);
            (int width, int height) = Sizes[seed % Sizes.Length];
            ChartOptions options = new() { Width = width, Height = height, Theme = (ChartTheme)(seed / 6 % 2), Layout = (ChartLayout)(seed % 3) };
            ChartContent content = Content(Any(random, random.Next(1, 300))) with { MarkersLeftOut = seed % 2 };
            IReadOnlyList<ChartPicture> plain = PngChart.Draw(content with { Markers = [], MarkersLeftOut = 1 }, options);
            IReadOnlyList<ChartPicture> marked = PngChart.Draw(content, options);
            foreach ((ChartPicture without, ChartPicture with) in plain.Zip(marked))
            {
                Picture picture = new(with);
                SKRectI ink = picture.Ink();
                string where = $"{seed} {options}: {ink}";
                Assert.True(ink.Left >= 4 && ink.Top >= 4 && ink.Right <= width - 4 && ink.Bottom <= height - 4, where);
                Assert.True(AreEqual(picture, new Picture(without), Above(width, height)), where);
            }
        }
    }

    [Fact]
    public void A_moment_is_a_dashed_line_through_the_plot()
    {
        Picture plain = Picture.Of(Content([]));
        Picture picture = Picture.Of(Content([Moment(50, "x", Red)]));
        SKRectI line = LineAt(picture, 720, 770);
        Assert.Equal(1, line.Width);
        Assert.InRange(line.Left, 700, 900);
        int reds = Enumerable.Range(170, 600).Count(y => IsReddish(picture[line.Left, y]));
        Assert.InRange(reds, 300, 360);
        Assert.Equal(0, Enumerable.Range(100, 670).Count(y => IsReddish(plain[line.Left, y])));
        Assert.Equal(0, Enumerable.Range(170, 600).Count(y => IsReddish(picture[line.Left - 1, y]) || IsReddish(picture[line.Left + 1, y])));
    }

    [Fact]
    public void The_line_goes_on_to_its_name()
    {
        Picture picture = Picture.Of(Content([Moment(50, "x", Red)]));
        int x = LineAt(picture, 720, 770).Left;
        int solid = Enumerable.Range(110, 50).Count(y => picture[x, y] == new SKColor(0xFF, 0, 0));
        Assert.InRange(solid, 25, 40);
    }

    [Fact]
    public void A_line_goes_through_both_panels_and_both_pictures()
    {
        ChartContent content = Content([Moment(50, "x", Red)]);
        Picture panels = Picture.Of(content, new ChartOptions { Layout = ChartLayout.Panels });
        Assert.Equal(LineAt(panels, 300, 400).Left, LineAt(panels, 650, 750).Left);
        foreach (ChartPicture drawn in PngChart.Draw(content, new ChartOptions { Layout = ChartLayout.Separate }))
            Assert.Equal(1, LineAt(new Picture(drawn), 720, 770).Width);
    }

    [Fact]
    public void A_span_is_a_bar_and_a_light_band()
    {
        Picture picture = Picture.Of(Content([Span(20, 80, "x") with { Color = Red }]));
        SKRectI bar = LineAt(picture, 115, 118);
        Assert.InRange(bar.Width, 700, 900);
        SKColor inside = picture[bar.MidX, 200];
        Assert.True(inside is { Red: 255, Green: > 215 and < 240 }, $"{inside}");
        Assert.Equal(inside, picture[bar.Left + 2, 200]);
        Assert.Equal(inside, picture[bar.Right - 2, 200]);
        Assert.Equal(Light.Background, picture[bar.Left - 6, 200]);
        Assert.Equal(Light.Background, picture[bar.Right + 6, 200]);
    }

    [Fact]
    public void An_inner_band_replaces_the_outer_one()
    {
        Marker outer = Span(20, 80, "outer") with { Color = Red };
        Marker inner = Span(40, 60, "inner") with { Color = "#00ff00" };
        Assert.Equal(Picture.Of(Content([inner, Span(40, 61)]))[820, 300], Picture.Of(Content([outer, inner]))[820, 300]);
    }

    [Fact]
    public void An_open_span_fades_at_its_end()
    {
        Picture picture = Picture.Of(Content([Span(20, 80, "x", isOpen: true) with { Color = Red }]));
        SKRectI bar = LineAt(picture, 115, 118);
        int[] greens = [.. Enumerable.Range(bar.Right - 40, 40).Select(x => (int)picture[x, 200].Green)];
        Assert.Equal(greens.Order(), greens);
        Assert.InRange(greens[^1] - greens[0], 10, 40);
    }

    [Fact]
    public void Markers_do_not_cover_the_peak()
    {
        TimeSpan at = TimeSpan.FromSeconds(50);
        ChartContent content = Content([]) with { Peak = new ChartPeak(at, at, 200 * MiB, "peak 200 MiB at 0:50") };
        Marker[] around = [.. Enumerable.Range(0, 25).Select(i => Moment(48 + (i / 6d), "x", Red))];
        ChartOptions small = new() { Width = 320, Height = 180, Scale = 4 };
        SKRectI plot = new(0, 240, 1280, 540);
        int dot = Picture.Of(content, small).Count(Light.Peak, plot);
        Assert.InRange(dot, 200, 2000);
        Assert.Equal(dot, Picture.Of(content with { Markers = around }, small).Count(Light.Peak, plot));
    }

    [Fact]
    public void Markers_outside_of_the_time_and_none_at_all_change_no_pixel()
    {
        byte[] plain = PngChart.Draw(Content([]), new ChartOptions())[0].Bytes.ToArray();
        Assert.Equal(plain, PngChart.Draw(Content([Moment(-1), Span(-20, -10), Moment(100.5), Span(200, 300)]), new ChartOptions())[0].Bytes.ToArray());
    }

    [Fact]
    public void As_many_as_are_kept_are_drawn_and_the_others_counted()
    {
        Marker[] markers = Any(new Random(1), 65_536);
        ChartContent content = Content(markers) with { MarkersLeftOut = 1_234_567 };
        foreach ((int width, int height) in Sizes)
        {
            SKRectI ink = Picture.Of(content, new ChartOptions { Width = width, Height = height }).Ink();
            Assert.True(ink.Left >= 4 && ink.Right <= width - 4, $"{ink}");
        }
    }

    [Fact]
    public void Markers_that_were_not_kept_are_told_alone()
    {
        SKRectI end = new(1300, 66, 1580, 110);
        Assert.Equal(0, Picture.Of(Content([])).Count(Light.QuietText, end));
        Assert.InRange(Picture.Of(Content([]) with { MarkersLeftOut = 1_234_567 }).Count(Light.QuietText, end), 50, 2000);
    }

    /// <summary>Title and legend of a picture of that size, without the end of the legend's row, where markers are counted.</summary>
    private static SKRectI Above(int width, int height)
    {
        double size = Math.Min(width / 1600d, height / 900d);
        double unit = size >= 1 ? size : Math.Max(0.6, Math.Sqrt(size));
        int margin = height / unit >= 480 ? 30 : 15;
        return new SKRectI(0, 0, width - (int)(200 * unit), (int)((margin + 44 + 28) * unit));
    }

    private static bool AreEqual(Picture one, Picture other, SKRectI area) =>
        Enumerable.Range(area.Top, area.Height).All(y => Enumerable.Range(area.Left, area.Width).All(x => one[x, y] == other[x, y]));

    /// <summary>The columns that are reddish somewhere between two heights.</summary>
    private static SKRectI LineAt(Picture picture, int top, int bottom)
    {
        int[] columns = [.. Enumerable.Range(0, picture.Width).Where(x => Enumerable.Range(top, bottom - top).Any(y => IsReddish(picture[x, y])))];
        return columns.Length == 0 ? SKRectI.Empty : new SKRectI(columns[0], top, columns[^1] + 1, bottom);
    }

    private static bool IsReddish(SKColor color) => color.Red > 150 && color.Green < color.Red - 50 && color.Blue < color.Red - 50 && color.Green <= color.Blue + 30;

    private static ChartContent Content(IReadOnlyList<Marker> markers)
    {
        Series memory = new(1_000_000_000);
        Series cpu = new(1_000_000_000);
        for (int i = 0; i <= Seconds; i++)
        {
            memory.Add(i * 1_000_000_000L, i == 0 ? 100 * MiB : 10 * MiB);
            cpu.Add(i * 1_000_000_000L, i == 0 ? double.NaN : 1);
        }

        return new ChartContent
        {
            Title = "python3 (PID 12345)",
            Footer = "host",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Series = [new(Metric.Rss, memory), new(Metric.Cpu, cpu)],
            Markers = markers,
        };
    }
}
