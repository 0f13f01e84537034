using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using SkiaSharp;
using Xunit;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed class PngChartTests
{
    private const double MiB = 1024 * 1024;
    private const long Second = 1_000_000_000;

    private static readonly Palette Light = Palette.Of(ChartTheme.Light);
    private static readonly SKColor Memory = Light.LineOf(Metric.Rss);
    private static readonly SKColor Cpu = Light.LineOf(Metric.Cpu);

    /// <summary>Well inside the data area of a chart of usual size, free of axes and legend.</summary>
    private static readonly SKRectI Plot = new(200, 160, 1400, 740);

    /// <summary>So fine that a line, however it lies, fills whole pixels with its own colour.</summary>
    private static readonly ChartOptions Twofold = new() { Scale = 2 };

    public static TheoryData<int, double, double> Shapes => new()
    {
        { 0, 1e9, 0 },
        { 1, 1e9, 80 * MiB },
        { 2, 1e9, 80 * MiB },
        { 50, 1e8, 0 },
        { 6, 1e3, 80 * MiB },
        { 100, 86_400e9 / 20, 1024 * 1024 * MiB },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Nothing_is_drawn_into_the_margin(int count, double interval, double bytes)
    {
        string wide = new('W', 10_000);
        ChartContent content = Content(count, interval, i => bytes * (1 + (i / 10d)), i => 97.3 * i) with { Title = wide, Footer = wide };
        foreach (ChartLayout layout in Enum.GetValues<ChartLayout>())
        {
            foreach (TimeAxis axis in Enum.GetValues<TimeAxis>())
            {
                foreach ((int width, int height) in new[] { (1600, 900), (800, 450), (400, 225), (320, 180), (600, 1400) })
                {
                    ChartOptions options = new() { Width = width, Height = height, Layout = layout, TimeAxis = axis };
                    foreach (ChartPicture drawn in PngChart.Draw(content, options))
                    {
                        Picture picture = new(drawn);
                        SKRectI ink = picture.Ink();
                        string where = $"{layout} {axis} {width}x{height} {drawn.Part}: {ink}";
                        Assert.True(ink.Left >= 4 && ink.Top >= 4 && ink.Right <= width - 4 && ink.Bottom <= height - 4, where);
                        Assert.Equal((width, height), (picture.Width, picture.Height));
                    }
                }
            }
        }
    }

    [Fact]
    public void Scale_multiplies_every_pixel()
    {
        Picture picture = Picture.Of(Content(50), new ChartOptions { Width = 400, Height = 300, Scale = 2.5 });
        Assert.Equal((1000, 750), (picture.Width, picture.Height));
        Assert.InRange(picture.Ink().Left, 10, 60);
    }

    [Fact]
    public void Separate_pictures_are_named_after_what_they_show()
    {
        IReadOnlyList<ChartPicture> pictures = PngChart.Draw(Content(50), new ChartOptions { Layout = ChartLayout.Separate });
        Assert.Equal(["memory", "cpu"], pictures.Select(picture => picture.Part));
        Picture memory = new(pictures[0]);
        Picture cpu = new(pictures[1]);
        Assert.NotEqual(0, memory.Count(Memory, Plot));
        Assert.Equal(0, cpu.Count(Memory, Plot));
    }

    [Fact]
    public void A_single_high_sample_among_a_million_is_drawn()
    {
        ChartContent content = Content(1_000_000, 1e6, i => i == 500_000 ? 400 * MiB : 10 * MiB, _ => 0);
        Picture picture = Picture.Of(content);
        Assert.InRange(picture.Count(Memory, new SKRectI(760, 160, 860, 400)), 100, 1000);
        Assert.Equal(0, picture.Count(Memory, new SKRectI(200, 160, 700, 400)));
    }

    [Theory]
    [InlineData(1600, 900)]
    [InlineData(800, 450)]
    [InlineData(480, 270)]
    public void The_label_of_the_peak_does_not_hide_CPU(int width, int height)
    {
        TimeSpan at = TimeSpan.FromSeconds(25);
        ChartContent content = Content(51, 1e9, _ => 10 * MiB, _ => 100) with { Peak = new ChartPeak(at, at, 100 * MiB, "peak 100 MiB at 0:25.00") };

        Picture picture = Picture.Of(content, new ChartOptions { Width = width, Height = height });

        // Only the dot lies over it.
        Assert.InRange(Enumerable.Range(width / 5, width / 5 * 3).Count(x => !HasOrange(x)), 1, 16);

        bool HasOrange(int x) => Enumerable.Range(height / 8, height * 3 / 4).Any(y => picture[x, y] is var color && color.Red - color.Blue > 50);
    }

    [Fact]
    public void The_peak_is_marked_where_it_was()
    {
        TimeSpan at = TimeSpan.FromSeconds(24.5);
        ChartContent content = Content(50, 1e9, _ => 10 * MiB, _ => 0) with { Peak = new ChartPeak(at, at, 100 * MiB, "peak") };
        Picture picture = Picture.Of(content);
        Assert.InRange(picture.Count(Light.Peak, new SKRectI(790, 140, 830, 190)), 30, 120);
        Assert.Equal(0, picture.Count(Light.Peak, new SKRectI(200, 200, 1400, 700)));
    }

    [Fact]
    public void A_gap_is_left_empty()
    {
        ChartContent content = Content(101, 1e9, i => i is > 40 and < 60 ? double.NaN : 90 * MiB, _ => double.NaN);
        Picture picture = Picture.Of(content, new ChartOptions { Layout = ChartLayout.Panels });
        SKColor area = picture[300, 400];
        Assert.NotEqual(Light.Background, area);
        SKRectI gap = new(770, 200, 900, 480);
        Assert.Equal(0, picture.Count(area, gap));
        Assert.Equal(0, picture.Count(Memory, gap));
    }

    [Fact]
    public void A_note_stands_in_the_middle_of_the_first_plot_and_of_no_other()
    {
        ChartContent content = Content(101);
        ChartOptions panels = new() { Layout = ChartLayout.Panels };
        Picture without = Picture.Of(content, panels);
        Picture with = Picture.Of(content with { Note = "ended before the first sample" }, panels);
        SKRectI first = new(700, 250, 1000, 400);
        SKRectI second = new(120, 560, 1560, 780);

        Assert.True(with.Count(Light.QuietText, first) > without.Count(Light.QuietText, first) + 100);
        Assert.Equal(without.Count(Light.QuietText, second), with.Count(Light.QuietText, second));
    }

    [Fact]
    public void Memory_is_drawn_over_the_cpu()
    {
        Random random = new(1);
        ChartContent noisy = Content(200_000, 1e6, i => i == 0 ? 100 * MiB : 50 * MiB, _ => 100 * random.NextDouble());
        Picture picture = Picture.Of(noisy, Twofold);
        Assert.InRange(picture.Count(Memory, new SKRectI(400, 240, 2800, 1480)), 2400, 4 * 2400);
    }

    [Fact]
    public void One_cpu_figure_is_drawn_over_the_interval_it_is_for()
    {
        ChartContent content = Content(2, 1e9, _ => 1 * MiB, i => i == 0 ? double.NaN : 50);
        content = content with { Series = [content.Series[1]] };
        Picture picture = Picture.Of(content, Twofold);
        SKColor line = Mix(Cpu, Light.Background);
        Assert.InRange(picture.Count(line, new SKRectI(400, 240, 2800, 1480)), 2400, 3 * 2400);
    }

    [Fact]
    public void Peaks_between_samples_show_above_memory_only()
    {
        ChartContent content = Content(11, 1e9, _ => 50 * MiB, _ => double.NaN);
        Series peaks = new(Second);
        for (int i = 0; i < 11; i++) peaks.Add(i * Second, i == 5 ? 100 * MiB : double.NaN);
        Picture plain = Picture.Of(content);
        Picture picture = Picture.Of(content with { Series = [.. content.Series, new(Metric.PeakRss, peaks)] });
        SKColor band = Mix(Light.IntervalPeaks, Light.Background);
        Assert.InRange(picture.Count(band, Plot), 10_000, 60_000);
        Assert.Equal(plain[700, 700], picture[700, 700]);
        Assert.Equal(0, picture.Count(band, new SKRectI(200, 500, 1400, 740)));
    }

    [Fact]
    public void Text_is_drawn_with_the_embedded_font()
    {
        Picture with = Picture.Of(Content(50));
        Picture without = Picture.Of(Content(50) with { Title = "", Footer = "" });
        SKRectI title = new(0, 0, 1600, 66);
        Assert.NotEqual(0, with.Count(Light.Text, title));
        Assert.Equal(0, without.Count(Light.Text, title));
        Assert.Equal("DejaVu Sans", EmbeddedFont.Typeface.FamilyName);
        SKRectI tickLabels = new(30, 100, 130, 800);
        Assert.NotEqual(0, with.Count(Light.QuietText, tickLabels));
    }

    [Fact]
    public void Without_samples_it_says_so()
    {
        Picture picture = Picture.Of(Content(0));
        Assert.NotEqual(0, picture.Count(Light.QuietText, new SKRectI(700, 400, 900, 480)));
    }

    [Fact]
    public void The_dark_theme_has_a_dark_background()
    {
        Picture picture = Picture.Of(Content(50), new ChartOptions { Theme = ChartTheme.Dark });
        Assert.Equal(Palette.Of(ChartTheme.Dark).Background, picture[0, 0]);
        Assert.InRange(picture[0, 0].Red, 0, 40);
    }

    [Theory]
    [InlineData(100, 900, 1)]
    [InlineData(1600, 100, 1)]
    [InlineData(1600, 900, 20)]
    [InlineData(1600, 900, 0)]
    [InlineData(1600, 900, double.NaN)]
    public void Impossible_sizes_are_refused(int width, int height, double scale) =>
        Assert.Throws<ChartException>(() => PngChart.Draw(Content(1), new ChartOptions { Width = width, Height = height, Scale = scale }));

    [Fact]
    public void A_recording_of_centuries_is_refused()
    {
        ChartContent content = Content(2, 5e18, _ => 1, _ => 1);
        Assert.Throws<ChartException>(() => PngChart.Draw(content, new ChartOptions()));
        Assert.Throws<ChartException>(() => PngChart.Draw(Content(2) with { Start = DateTimeOffset.MaxValue }, new ChartOptions()));
    }

    private static ChartContent Content(int count, double interval = 1e9) => Content(count, interval, i => (50 + i) * MiB, i => i);

    private static ChartContent Content(int count, double interval, Func<int, double> bytes, Func<int, double> percent)
    {
        Series memory = new((long)interval);
        Series cpu = new((long)interval);
        for (int i = 0; i < count; i++)
        {
            long time = (long)(i * interval);
            memory.Add(time, bytes(i));
            cpu.Add(time, percent(i));
        }

        return new ChartContent
        {
            Title = "python3 (PID 12345)",
            Footer = "host",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Series = [new(Metric.Rss, memory), new(Metric.Cpu, cpu)],
        };
    }

    private static SKColor Mix(SKColor color, SKColor below)
    {
        return new SKColor(Channel(color.Red, below.Red), Channel(color.Green, below.Green), Channel(color.Blue, below.Blue));

        byte Channel(byte over, byte under) => (byte)(under + ((over - under) * color.Alpha / 255));
    }
}
