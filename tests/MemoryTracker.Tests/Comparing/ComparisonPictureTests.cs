using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Charts.Ticks;
using MemoryTracker.Comparing;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Charts;
using MemoryTracker.Tests.Harness;
using SkiaSharp;

namespace MemoryTracker.Tests.Comparing;

public class ComparisonPictureTests
{
    private const long Second = 1_000_000_000;

    /// <summary>Well inside the page, below title and legend.</summary>
    private static readonly SKRectI Plots = new(200, 120, 3100, 1650);

    private static readonly ChartOptions Twofold = new() { Scale = 2 };

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void Every_recording_is_drawn_in_a_colour_of_its_own(ChartTheme theme)
    {
        Comparison comparison = Compared.Singly(Compared.Ordinary("a.csv"), Compared.Ordinary("b.csv", 1.3, 1.1), Compared.Ordinary("c.csv", 0.6, 0.7));
        Picture picture = Picture.Of(ComparisonChart.Content(comparison), Twofold with { Theme = theme });

        Assert.All(Palette.Of(theme).Recordings.Take(3), color => Assert.InRange(picture.Count(color, Plots), 500, int.MaxValue));
        Assert.All(Palette.Of(theme).Recordings.Skip(3), color => Assert.InRange(picture.Count(color, Plots), 0, 200));
    }

    [Fact]
    public void Repeats_share_a_colour_and_a_line_of_the_legend()
    {
        ChartContent content = ComparisonChart.Content(Compared.Repeats(4));

        Assert.Equal(["before (4 recordings)", "after (4 recordings)"], content.Series.Select(charted => charted.Recording!.Name).Distinct());
        Assert.Equal([0, 1], content.Series.Select(charted => charted.Recording!.Color).Distinct());
    }

    [Fact]
    public void Each_metric_has_a_plot_of_its_own_and_RSS_that_of_its_peaks()
    {
        PlotAxes[] plots = PlotAxes.Of(ComparisonChart.Content(Compared.Singly(Compared.Ordinary("a.csv"), Compared.Ordinary("b.csv"))), ChartLayout.Dual);

        Assert.Equal(["RSS", "CPU"], plots.Select(plot => plot.Left.Name));
        Assert.All(plots, plot => Assert.Null(plot.Right));
        Assert.Equal([4, 2], plots.Select(plot => plot.Left.Lines.Count()));
    }

    [Fact]
    public void Aligned_at_a_marker_the_recordings_are_moved_and_the_axis_counts_from_it()
    {
        Comparison comparison = Compared.Singly(Compared.Ordinary("a.csv").At("loaded"), Compared.Ordinary("b.csv", 1, 2).At("loaded")) with { AlignedAt = "loaded" };
        ChartContent content = ComparisonChart.Content(comparison);
        ChartedSeries[] rss = [.. content.Series.Where(charted => charted.Metric == Metric.Rss)];

        // The slower one has 14 s before its marker, the other 7.
        Assert.Equal((7 * Second, 17 * Second), (rss[0].Series.Points.First().ElapsedNanoseconds, rss[0].Series.LastNanoseconds));
        Assert.Equal((0, 20 * Second), (rss[1].Series.Points.First().ElapsedNanoseconds, rss[1].Series.LastNanoseconds));
        Assert.Equal((TimeSpan.FromSeconds(14), "Time from 'loaded'"), (content.Zero!.At, content.Zero.Title));
        Assert.Equal(TimeSpan.FromSeconds(20), content.Elapsed);
    }

    [Theory]
    [InlineData(14, 0, 20, 5, "-10 s|-5 s|0|5 s")]
    [InlineData(0.5, 0, 2, 0.5, "-500 ms|0|500 ms|1 s|1.5 s")]
    [InlineData(200, 0, 210, 60, "-3 min|-2 min|-1 min|0")]
    [InlineData(100, 0, 130, 30, "-1:30|-1:00|-0:30|0|0:30")]
    [InlineData(-5, 0, 20, 10, "10 s|20 s")]
    [InlineData(0, 0, 20, 10, "0|10 s|20 s")]
    public void Times_before_the_zero_are_negative(double zero, long from, long to, double step, string labels) => Assert.Equal(
        labels.Split('|'),
        new ElapsedTicks(new ChartZero(TimeSpan.FromSeconds(zero), "Time")).Between(from * Second, to * Second, (long)(step * Second)).Select(tick => tick.Label));

    [Fact]
    public void A_series_that_is_moved_has_the_same_points_later()
    {
        Series series = new(Second);
        foreach ((double at, double value) in new (double, double)[] { (0, 5), (1, double.NaN), (2, 7), (3, 1), (3.2, 9), (3.4, 2) })
            series.Add((long)(at * Second), value);

        Assert.Equal(
            series.Points.Select(point => point with { ElapsedNanoseconds = point.ElapsedNanoseconds + 42, SinceNanoseconds = point.SinceNanoseconds + 42 }),
            series.ShiftedBy(42).Points.Select(point => point.SinceNanoseconds == 0 ? point with { SinceNanoseconds = 42 } : point));
        Assert.Equal((series.Count, series.Highest), (series.ShiftedBy(42).Count, series.ShiftedBy(42).Highest));
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void Colours_of_recordings_are_apart_for_colour_blind_eyes_too(ChartTheme theme)
    {
        const double Apart = 30;
        Palette palette = Palette.Of(theme);
        SKColor[] colors = [.. palette.Recordings, palette.Background];
        Assert.Equal(ChartedRecording.MostColors, palette.Recordings.Count);
        for (int i = 0; i < colors.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.True(ColorVision.Distance(colors[i], colors[j]) > Apart, $"{i} {j}: {ColorVision.Distance(colors[i], colors[j])}");
        }
    }

    /// <summary>To be looked at: LOOK=folder.</summary>
    [Fact]
    public void Nothing_is_drawn_into_the_margin_however_many_there_are_and_whatever_they_are_called()
    {
        Comparison two = Compared.Singly(Compared.Ordinary("before.csv"), Compared.Ordinary("after.csv", 1.3, 1.2));
        Comparison three = Compared.Singly(Compared.Ordinary("a.csv").At("load"), Compared.Ordinary("b.csv", 1.3, 1.5).At("load"), Compared.Ordinary("c.csv", 0.6, 0.7).At("load")) with { AlignedAt = "load" };
        Comparison many = Compared.Singly([.. Enumerable.Range(0, 8).Select(i => Compared.Ordinary(new string((char)('a' + i), 1000), 1 + (i / 10d)))]);
        Comparison blind = Compared.Singly(Compared.Of("blind.csv", [Samples.At(0), Samples.At(1)]), Compared.Of("empty.csv", []));
        Look("two", two, Twofold);
        Look("three", three, new ChartOptions());
        Look("many", many, new ChartOptions());
        Look("many-small", many, new ChartOptions { Width = 480, Height = 300 });
        Look("blind", blind, new ChartOptions());
        Look("groups", Compared.Repeats(5), new ChartOptions { Theme = ChartTheme.Dark });
    }

    private static void Look(string name, Comparison comparison, ChartOptions options)
    {
        ChartPicture drawn = Assert.Single(PngChart.Draw(ComparisonChart.Content(comparison), options));
        if (Environment.GetEnvironmentVariable("LOOK") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), drawn.Bytes.ToArray());
        SKRectI ink = new Picture(drawn).Ink();
        (double width, double height) = (options.Width * options.Scale, options.Height * options.Scale);
        Assert.True(ink.Left >= 4 && ink.Top >= 4 && ink.Right <= width - 4 && ink.Bottom <= height - 4, $"{name}: {ink}");
    }
}
