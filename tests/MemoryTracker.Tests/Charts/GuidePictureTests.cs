using System.Text;
using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

public class GuidePictureTests
{
    private const double MiB = 1 << 20;

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void A_limit_is_a_dashed_line_at_its_level_and_the_axis_reaches_it(ChartTheme theme)
    {
        Picture picture = Picture.Of(Content(Limit(Metric.Rss, 100 * MiB)), new ChartOptions { Theme = theme });
        SKColor red = Palette.Of(theme).Limit;
        int[] rows = RowsOf(picture, red);

        Assert.InRange(rows.Length, 1, 3);
        int inked = picture.Count(red, new SKRectI(0, rows[0], picture.Width, rows[0] + 1));
        Assert.InRange(inked / 1450.0, 0.5, 0.75);
        // Its name stands right above it.
        Assert.InRange(picture.Count(red, new SKRectI(1200, rows[0] - 26, 1560, rows[0] - 3)), 40, 2000);
    }

    [Fact]
    public void One_far_above_is_named_at_the_top_and_moves_nothing()
    {
        Picture plain = Picture.Of(Content());
        Picture picture = Picture.Of(Content(Limit(Metric.Rss, 181 * MiB)));
        SKRectI below = new(0, 200, plain.Width, plain.Height);

        Assert.Empty(RowsOf(picture, Palette.Of(ChartTheme.Light).Limit));
        Assert.True(Enumerable.Range(below.Top, below.Height).All(y => Enumerable.Range(0, below.Width).All(x => plain[x, y] == picture[x, y])));
        Assert.Contains("↑ limit: rss", Svg(Content(Limit(Metric.Rss, 181 * MiB))), StringComparison.Ordinal);
        Assert.DoesNotContain("↑", Svg(Content(Limit(Metric.Rss, 179 * MiB))), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_is_not_drawn_there_is_no_line() =>
        Assert.Equal(Bytes(Content()), Bytes(Content(Limit(Metric.Pss, 50 * MiB))));

    [Fact]
    public void On_a_logarithmic_axis_it_lies_where_its_figure_does()
    {
        SKColor red = Palette.Of(ChartTheme.Light).Limit;
        ChartOptions options = new() { IsLogarithmic = true };
        int[] at = [.. new[] { 14, 28, 56 }.Select(level => RowsOf(Picture.Of(Content(Limit(Metric.Rss, level * MiB)), options), red)[0])];

        Assert.InRange(Math.Abs(at[0] - at[1] - (at[1] - at[2])), 0, 2);
        Assert.Contains("↓ limit", Encoding.UTF8.GetString(SvgChart.Draw(Content(Limit(Metric.Rss, 1 * MiB)), options)[0].Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trend_is_a_line_from_point_to_point()
    {
        ChartGuide fit = new(ChartGuide.Meaning.Fit, Metric.Rss, "trend", TimeSpan.FromSeconds(20), 20 * MiB, TimeSpan.FromSeconds(90), 50 * MiB);
        string svg = Svg(Content(fit));

        Assert.Contains(">trend<", svg, StringComparison.Ordinal);
        Picture picture = Picture.Of(Content(fit));
        Picture plain = Picture.Of(Content());
        int[] columns = [.. Enumerable.Range(0, picture.Width).Where(x => Enumerable.Range(0, picture.Height).Any(y => plain[x, y] != picture[x, y]))];
        Assert.InRange(columns[0], 350, 450);
        Assert.InRange(columns[^1], 1350, 1450);
    }

    [Fact]
    public void Limits_of_the_right_axis_are_dotted()
    {
        SKColor red = Palette.Of(ChartTheme.Light).Limit;
        Picture picture = Picture.Of(Content(Limit(Metric.Rss, 100 * MiB), Limit(Metric.Cpu, 30)));
        int[] rows = [.. Enumerable.Range(0, picture.Height).Where(y => picture.Count(red, new SKRectI(0, y, picture.Width, y + 1)) > picture.Width / 6)];
        int[] dashes = [.. rows.Select(row => Enumerable.Range(1, picture.Width - 1).Count(x => picture[x, row] == red && picture[x - 1, row] != red))];

        Assert.InRange(dashes[0], 90, 120);
        Assert.InRange(dashes[^1], 200, 280);
    }

    /// <summary>Noise around a trend fills what is right above and below it.</summary>
    [Fact]
    public void The_name_of_a_trend_stands_where_the_curve_is_not()
    {
        ChartGuide fit = new(ChartGuide.Meaning.Fit, Metric.Rss, "+12.5 MiB/h", TimeSpan.Zero, 20 * MiB, TimeSpan.FromSeconds(100), 50 * MiB);
        Series memory = new(10_000_000);
        for (int i = 0; i <= 10_000; i++)
            memory.Add(i * 10_000_000L, (20 + (i * 0.003) + (4 * Math.Sin(i))) * MiB);
        ChartContent content = Content(fit) with { Series = [new(Metric.Rss, memory)] };
        Picture named = Picture.Of(content);
        Picture nameless = Picture.Of(content with { Guides = [fit with { Label = "" }] });
        SKColor line = Palette.Of(ChartTheme.Light).LineOf(Metric.Rss);
        SKColor text = Palette.Of(ChartTheme.Light).LineOf(fit);

        int changed = 0;
        for (int y = 0; y < named.Height; y++)
        {
            for (int x = 0; x < named.Width; x++)
            {
                if (named[x, y] == nameless[x, y])
                    continue;
                changed++;
                Assert.NotEqual(line, nameless[x, y]);
                Assert.NotEqual(text, nameless[x, y]);
            }
        }

        Assert.InRange(changed, 200, 4000);
    }

    /// <summary>Every size and layout: what is drawn stays within the margin, names too.</summary>
    [Theory]
    [InlineData(1600, 900)]
    [InlineData(640, 360)]
    [InlineData(320, 180)]
    [InlineData(1400, 300)]
    public void Nothing_is_cut(int width, int height)
    {
        ChartContent content = Content(Limit(Metric.Rss, 61 * MiB, new string('W', 400)), Limit(Metric.Rss, 900 * MiB), Limit(Metric.Cpu, 100), Limit(Metric.Cpu, 900)) with
        {
            Peak = new ChartPeak(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(100), 60 * MiB, "peak 60.0 MiB at 1:40"),
        };
        foreach (ChartLayout layout in Enum.GetValues<ChartLayout>())
        {
            foreach (ChartPicture drawn in PngChart.Draw(content, new ChartOptions { Width = width, Height = height, Layout = layout }))
            {
                SKRectI ink = new Picture(drawn).Ink();
                Assert.True(ink.Left >= 4 && ink.Top >= 4 && ink.Right <= width - 4 && ink.Bottom <= height - 4, $"{layout}: {ink}");
            }
        }
    }

    private static ChartGuide Limit(Metric metric, double bound, string? label = null) =>
        new(ChartGuide.Meaning.Limit, metric, label ?? $"limit: {metric.Name} > {bound}", TimeSpan.Zero, bound, TimeSpan.FromSeconds(100), bound);

    /// <summary>The rows that are largely of a colour.</summary>
    private static int[] RowsOf(Picture picture, SKColor color) =>
        [.. Enumerable.Range(0, picture.Height).Where(y => picture.Count(color, new SKRectI(0, y, picture.Width, y + 1)) > picture.Width / 3)];

    private static byte[] Bytes(ChartContent content) => PngChart.Draw(content, new ChartOptions())[0].Bytes.ToArray();

    private static string Svg(ChartContent content) => Encoding.UTF8.GetString(SvgChart.Draw(content, new ChartOptions())[0].Bytes.Span);

    private static ChartContent Content(params ChartGuide[] guides)
    {
        Series memory = new(1_000_000_000);
        Series cpu = new(1_000_000_000);
        for (int i = 0; i <= 100; i++)
        {
            memory.Add(i * 1_000_000_000L, (10 + (i / 2.0)) * MiB);
            cpu.Add(i * 1_000_000_000L, i == 0 ? double.NaN : 40 + (i % 7));
        }

        return new ChartContent
        {
            Title = "python3 (PID 12345)",
            Footer = "host",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Series = [new(Metric.Rss, memory), new(Metric.Cpu, cpu)],
            Guides = guides,
        };
    }
}
