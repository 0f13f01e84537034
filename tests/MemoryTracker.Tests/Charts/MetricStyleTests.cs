using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using SkiaSharp;

namespace MemoryTracker.Tests.Charts;

public sealed class MetricStyleTests
{
    [Fact]
    public void Every_metric_has_names_and_colours() => Assert.All(Metric.All, metric =>
    {
        MetricStyle style = MetricStyle.Of(metric);
        Assert.InRange(style.ShortName.Length, 3, 15);
        Assert.InRange(style.Name.Length, style.ShortName.Length, 30);
    });

    [Fact]
    public void No_two_are_called_alike()
    {
        Assert.Distinct(Metric.All.Select(metric => MetricStyle.Of(metric).Name));
        Assert.Distinct(Metric.All.Select(metric => MetricStyle.Of(metric).ShortName));
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void No_two_have_one_colour_and_those_of_one_axis_are_far_apart(ChartTheme theme)
    {
        Metric[] lines = [.. Metric.All.Where(metric => metric != Metric.PeakRss)];
        foreach (Metric one in lines)
        {
            foreach (Metric other in lines.TakeWhile(other => other != one))
            {
                int least = ChartUnit.Of(one) == ChartUnit.Of(other) ? 50 : 6;
                Assert.True(Distance(one, other, theme) >= least, $"{one.Name} {other.Name}: {Distance(one, other, theme)}");
            }
        }
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void Each_stands_out_from_the_background(ChartTheme theme) => Assert.All(Metric.All, metric =>
        Assert.InRange(Contrast(MetricStyle.Of(metric).Color(theme), Palette.Of(theme).Background), 2.2, 21));

    [Theory]
    [InlineData("rss pss uss swap vsz")]
    [InlineData("rss anon file shmem")]
    [InlineData("cpu cpu_user cpu_system")]
    [InlineData("threads fds")]
    [InlineData("read_bytes write_bytes")]
    [InlineData("read_chars written_chars")]
    [InlineData("minor_faults major_faults")]
    [InlineData("voluntary_switches involuntary_switches")]
    public void What_is_often_drawn_together_stays_apart_for_colour_blind_eyes_too(string names)
    {
        Metric[] metrics = Array.ConvertAll(names.Split(' '), name => Metric.All.Single(metric => metric.Name == name));
        foreach (ChartTheme theme in Enum.GetValues<ChartTheme>())
        {
            SKColor[] colors = Array.ConvertAll(metrics, metric => MetricStyle.Of(metric).Color(theme).WithAlpha(byte.MaxValue));
            for (int i = 0; i < colors.Length; i++)
            {
                for (int j = 0; j < i; j++)
                    Assert.True(ColorVision.Distance(colors[i], colors[j]) > 10, $"{theme} {metrics[i].Name} {metrics[j].Name}: {ColorVision.Distance(colors[i], colors[j])}");
            }
        }
    }

    private static int Distance(Metric one, Metric other, ChartTheme theme)
    {
        (SKColor left, SKColor right) = (MetricStyle.Of(one).Color(theme), MetricStyle.Of(other).Color(theme));
        return Math.Abs(left.Red - right.Red) + Math.Abs(left.Green - right.Green) + Math.Abs(left.Blue - right.Blue);
    }

    /// <summary>As WCAG has it: 1 for equal ones, 21 for black on white.</summary>
    private static double Contrast(SKColor one, SKColor other)
    {
        double[] both = [Luminance(one) + 0.05, Luminance(other) + 0.05];
        return both.Max() / both.Min();
    }

    private static double Luminance(SKColor color) => (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

    private static double Linear(byte channel) => channel <= 10 ? channel / 255d / 12.92 : Math.Pow(((channel / 255d) + 0.055) / 1.055, 2.4);
}
