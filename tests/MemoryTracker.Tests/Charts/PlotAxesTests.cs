using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Charts;

/// <summary>Which metrics share an axis, and which axes a plot.</summary>
public sealed class PlotAxesTests
{
    [Theory]
    [InlineData("rss cpu", ChartLayout.Dual, "RSS + CPU")]
    [InlineData("rss cpu", ChartLayout.Panels, "RSS | CPU")]
    [InlineData("rss peak_rss", ChartLayout.Dual, "RSS")]
    [InlineData("rss anon file shmem peak_rss", ChartLayout.Dual, "RSS")]
    [InlineData("rss anon file shmem peak_rss pss", ChartLayout.Dual, "Memory")]
    [InlineData("peak_rss", ChartLayout.Dual, "Peak")]
    [InlineData("rss pss", ChartLayout.Dual, "Memory")]
    [InlineData("pss", ChartLayout.Dual, "PSS")]
    [InlineData("rss cpu read_bytes", ChartLayout.Dual, "RSS + CPU | Storage read")]
    [InlineData("rss read_bytes write_bytes", ChartLayout.Dual, "RSS + Transfer")]
    [InlineData("rss read_bytes write_bytes", ChartLayout.Panels, "RSS | Transfer")]
    [InlineData("threads cpu", ChartLayout.Dual, "CPU + Threads")]
    [InlineData("minor_faults major_faults threads fds", ChartLayout.Panels, "Events | Count")]
    [InlineData("cpu_user cpu_system cpu_time", ChartLayout.Panels, "CPU | CPU time")]
    public void Metrics_of_one_unit_share_an_axis(string names, ChartLayout layout, string plots) =>
        Assert.Equal(plots, Text(PlotAxes.Of(Content(names.Split(' ')), layout)));

    [Theory]
    [InlineData("rss", "cpu", "RSS")]
    [InlineData("cpu threads", "rss", "CPU + Threads")]
    [InlineData("pss", "rss uss", "PSS")]
    [InlineData("", "rss cpu", "RSS")]
    [InlineData("", "cpu threads", "CPU")]
    public void What_was_never_known_is_left_out_unless_nothing_was(string known, string unknown, string plots)
    {
        string[] names = known.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ChartContent content = Content(names);
        ChartedSeries[] others = [.. unknown.Split(' ').Select(name => new ChartedSeries(Find(name), new Series(1)))];
        Assert.Equal(plots, Text(PlotAxes.Of(content with { Series = [.. content.Series, .. others] }, ChartLayout.Dual)));
    }

    [Fact]
    public void The_pictures_of_a_separate_layout_are_known_before_they_are_drawn()
    {
        ChartContent content = Content([.. Metric.All.Select(metric => metric.Name)]);
        string[] drawn = [.. PngChart.Draw(content, new ChartOptions { Width = 400, Height = 225, Layout = ChartLayout.Separate }).Select(picture => picture.Part)];
        Assert.Equal(["memory", "cpu", "io", "events", "counts", "cpu_time"], drawn);
        Assert.Equal(drawn, ChartPictures.Parts(Metric.All, ChartLayout.Separate));
        Assert.Equal([""], ChartPictures.Parts(Metric.All, ChartLayout.Dual));
    }

    private static string Text(IEnumerable<PlotAxes> plots) => string.Join(" | ", plots.Select(plot => string.Join(" + ", plot.Axes.Select(axis => axis.Name))));

    private static ChartContent Content(string[] names)
    {
        Metric[] metrics = Array.ConvertAll(names, Find);
        ChartSeries series = new(TimeSpan.FromSeconds(1), metrics);
        Sample sample = new();
        for (int i = 0; i < 3; i++)
        {
            sample.Elapsed = TimeSpan.FromSeconds(i);
            foreach (Metric metric in metrics) sample.Total[metric] = i;
            series.Add(sample);
        }

        return new ChartContent { Title = "x", Start = DateTimeOffset.UnixEpoch, Series = series.All };
    }

    private static Metric Find(string name) => Metric.All.Single(metric => metric.Name == name);
}
