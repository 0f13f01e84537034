using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

/// <summary>Pictures of other metrics than RSS and CPU.</summary>
public sealed class ChartedMetricsPictureTests
{
    private const double MiB = 1024 * 1024;
    private const int Seconds = 100;

    private static readonly Palette Light = Palette.Of(ChartTheme.Light);

    /// <summary>Well inside the data area of a chart of one plot and usual size, free of axes and legend.</summary>
    private static readonly SKRectI Plot = new(200, 160, 1400, 740);

    private static readonly Metric[][] Lists =
    [
        [.. Metric.All],
        [Metric.Rss, Metric.Cpu, Metric.ReadBytes],
        [.. MetricSet.Memory.InOrder, Metric.Cpu],
        [Metric.Pss],
        [Metric.PeakRss],
        [Metric.VoluntarySwitches, Metric.InvoluntarySwitches, Metric.Threads],
        [Metric.Cpu, Metric.CpuTime],
    ];

    [Theory]
    [InlineData(1600, 900)]
    [InlineData(800, 450)]
    [InlineData(400, 225)]
    [InlineData(320, 180)]
    [InlineData(600, 1400)]
    [InlineData(1400, 300)]
    public void Nothing_is_drawn_into_the_margin(int width, int height)
    {
        foreach (Metric[] list in Lists)
        {
            foreach (ChartLayout layout in Enum.GetValues<ChartLayout>())
            {
                foreach (double size in new[] { 0, 1, 1e7 })
                {
                    ChartContent content = Content(list, (metric, i) => size * (metric.Index + i)) with { Markers = [MarkerSamples.Span(10, 30), MarkerSamples.Moment(50)] };
                    ChartOptions options = new() { Width = width, Height = height, Layout = layout, Theme = (ChartTheme)(height / 10 % 2), TimeAxis = (TimeAxis)(list.Length % 2) };
                    foreach (ChartPicture drawn in PngChart.Draw(content, options))
                    {
                        SKRectI ink = new Picture(drawn).Ink();
                        Assert.True(
                            ink.Left >= 4 && ink.Top >= 4 && ink.Right <= width - 4 && ink.Bottom <= height - 4, $"{list.Length} {layout} {size} {drawn.Part}: {ink}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void A_metric_has_its_colour_whatever_else_is_drawn(ChartTheme theme)
    {
        ChartOptions options = new() { Theme = theme, Scale = 2 };
        SKColor uss = Palette.Of(theme).LineOf(Metric.Uss);
        Picture alone = Picture.Of(Content([Metric.Uss], (_, _) => 50 * MiB), options);
        Picture among = Picture.Of(Content([Metric.Rss, Metric.Pss, Metric.Uss, Metric.Vsz, Metric.Cpu], (metric, _) => (200 - metric.Index) * MiB), options);
        SKRectI area = new(400, 240, 2800, 1480);
        Assert.InRange(alone.Count(uss, area), 2400, 5 * 2400);
        Assert.InRange(among.Count(uss, area), 2400, 5 * 2400);
    }

    [Fact]
    public void Parts_of_RSS_stand_on_each_other_under_it()
    {
        // The axis reaches a little above 100 MiB: each part takes its own share of the height.
        Picture picture = Picture.Of(Content([.. MetricSet.Memory.InOrder], PartOf));
        int x = 700;
        int[] heights = [.. new[] { Metric.Anon, Metric.File, Metric.Shmem }.Select(part => Column(picture, x, Over(Light.StackedArea(part), Light.Background)))];
        Assert.InRange(heights[0], 335, 360);
        Assert.InRange(heights[1], 190, 215);
        Assert.InRange(heights[2], 50, 70);
        Assert.InRange(picture.Count(Light.LineOf(Metric.Rss), new SKRectI(200, 100, 1400, 160)), 600, 4 * 1200);
        Assert.Equal(0, picture.Count(Over(Light.MemoryArea, Light.Background), Plot));
    }

    [Fact]
    public void Where_a_part_is_unknown_there_is_no_sum()
    {
        ChartContent whole = Content([.. MetricSet.Memory.InOrder], PartOf);
        ChartContent gap = Content([.. MetricSet.Memory.InOrder], (metric, i) => metric == Metric.File && i is > 40 and < 60 ? double.NaN : PartOf(metric, i));
        SKRectI middle = new(760, 200, 860, 740);
        SKColor shmem = Over(Light.StackedArea(Metric.Shmem), Light.Background);
        SKColor file = Over(Light.StackedArea(Metric.File), Light.Background);
        Assert.NotEqual(0, Picture.Of(whole).Count(file, middle));
        Picture picture = Picture.Of(gap);
        Assert.Equal((0, 0), (picture.Count(file, middle), picture.Count(shmem, middle)));
        Assert.NotEqual(0, picture.Count(Over(Light.StackedArea(Metric.Anon), Light.Background), middle));
    }

    [Fact]
    public void What_is_held_is_thin_and_what_was_read_is_wide()
    {
        ChartContent content = Content([Metric.Pss, Metric.Uss], (metric, i) => metric == Metric.Pss && i is > 20 and < 90 ? double.NaN : (metric.Index * MiB) - (metric == Metric.Uss ? 5 * MiB : 0));
        ChartOptions options = new() { Scale = 4 };
        SKColor pss = Light.LineOf(Metric.Pss);
        Picture picture = Picture.Of(content, options);
        int read = Column(picture, ColumnAt(10), pss);
        int held = Column(picture, ColumnAt(50), pss);
        Assert.InRange(read, 6, 8);
        Assert.InRange(held, 3, 4);

        static int ColumnAt(int second) => 4 * (140 + (second * 14));
    }

    [Fact]
    public void A_line_alone_has_an_area_and_lines_that_share_a_plot_have_none()
    {
        SKColor area = Over(Light.LineOf(Metric.Threads).WithAlpha(0x26), Light.Background);
        SKColor drawn = Picture.Of(Content([Metric.Threads], (_, _) => 5))[703, 703];
        // Rounded once for the colour and once more for the pixel.
        Assert.InRange(drawn.Red - area.Red, -1, 1);
        Assert.InRange(drawn.Green - area.Green, -1, 1);
        Assert.InRange(drawn.Blue - area.Blue, -1, 1);
        Assert.Equal(Light.Background, Picture.Of(Content([Metric.Threads, Metric.Descriptors], (_, _) => 5))[703, 703]);
    }

    [Theory]
    [InlineData(ChartLayout.Dual)]
    [InlineData(ChartLayout.Panels)]
    public void What_was_never_known_leaves_no_trace(ChartLayout layout)
    {
        ChartOptions options = new() { Layout = layout };
        ChartContent rss = Content([Metric.Rss], (_, i) => i * MiB);
        ChartContent both = Content([Metric.Rss, Metric.Cpu, Metric.Pss], (metric, i) => metric == Metric.Rss ? i * MiB : double.NaN);
        Assert.Equal(PngChart.Draw(rss, options)[0].Bytes.ToArray(), PngChart.Draw(both, options)[0].Bytes.ToArray());
    }

    [Fact]
    public void The_peak_is_marked_where_RSS_is_drawn_only()
    {
        ChartPeak peak = new(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(50), 50 * MiB, "peak");
        Assert.NotEqual(0, Picture.Of(Content([Metric.Rss], (_, _) => MiB) with { Peak = peak }).Count(Light.Peak, new SKRectI(500, 100, 1100, 200)));
        Assert.Equal(0, Picture.Of(Content([Metric.Vsz], (_, _) => MiB) with { Peak = peak }).Count(Light.Peak, new SKRectI(500, 100, 1100, 760)));
    }

    [Fact]
    public void Markers_go_through_all_panels()
    {
        Metric[] six = [Metric.Rss, Metric.Cpu, Metric.ReadBytes, Metric.MinorFaults, Metric.Threads, Metric.CpuTime];
        ChartContent content = Content(six, (_, _) => 0) with { Markers = [MarkerSamples.Moment(50, "x", "#ff0000")] };
        Picture picture = Picture.Of(content, new ChartOptions { Layout = ChartLayout.Panels, Height = 1400 });
        int line = Enumerable.Range(700, 300).Single(x => Enumerable.Range(200, 1000).Count(y => IsReddish(picture[x, y])) > 300);
        int[] rows = [.. Enumerable.Range(140, 1120).Where(y => IsReddish(picture[line, y]))];
        int panels = 1 + rows.Zip(rows.Skip(1)).Count(pair => pair.Second - pair.First > 20);
        Assert.Equal(6, panels);
    }

    private static double PartOf(Metric metric, int second) => metric.Name switch { "rss" => 100 * MiB, "anon" => 57 * MiB, "file" => 33 * MiB, "shmem" => 10 * MiB, _ => double.NaN };

    private static bool IsReddish(SKColor color) => color.Red > 150 && color.Green < color.Red - 50 && color.Blue < color.Red - 50;

    private static int Column(Picture picture, int x, SKColor color) => picture.Count(color, new SKRectI(x, 0, x + 1, picture.Height));

    private static SKColor Over(SKColor color, SKColor below) => Palette.Mix(color, below, color.Alpha / 255f);

    private static ChartContent Content(Metric[] metrics, Func<Metric, int, double> figure)
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), metrics);
        Sample sample = new();
        for (int i = 0; i <= Seconds; i++)
        {
            sample.Elapsed = TimeSpan.FromSeconds(i);
            foreach (Metric metric in metrics) sample.Total[metric] = figure(metric, i);
            series.Add(sample);
        }

        return new ChartContent
        {
            Title = "python3 (PID 12345)",
            Footer = "host",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Elapsed = TimeSpan.FromSeconds(Seconds),
            Series = series.All,
        };
    }
}
