using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Metrics;

public class MetricTests
{
    [Fact]
    public void Each_metric_stands_at_its_own_place_in_the_table() =>
        Assert.Equal(Enumerable.Range(0, Metric.All.Length), Metric.All.Select(metric => metric.Index));

    [Fact]
    public void Names_and_columns_are_those_that_files_and_options_promise()
    {
        Assert.Equal(["rss", "peak_rss", "cpu"], Metric.All.Select(metric => metric.Name));
        Assert.Equal(["rss_bytes", "peak_rss_bytes", "cpu_percent"], Metric.All.Select(metric => metric.Column));
    }

    [Fact]
    public void A_column_says_its_unit() => Assert.All(Metric.All, metric => Assert.EndsWith(
        metric.Unit switch { Unit.Bytes => "_bytes", Unit.Percent => "_percent", _ => "?" }, metric.Column, StringComparison.Ordinal));

    [Fact]
    public void New_figures_are_all_unknown_and_so_are_cleared_ones()
    {
        Figures figures = new();
        Assert.All(Metric.All, metric => Assert.Equal(double.NaN, figures[metric]));

        figures[Metric.Cpu] = 5;
        Assert.Equal(5, figures[Metric.Cpu]);

        figures.Clear();
        Assert.Equal(double.NaN, figures[Metric.Cpu]);
    }
}
