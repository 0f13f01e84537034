using MemoryTracker.Cli;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Cli;

public class ChosenMetricsTests
{
    [Theory]
    [InlineData(null, "rss,pss,cpu", "rss pss cpu peak_rss")]
    [InlineData(null, "peak_rss,rss", "peak_rss rss")]
    [InlineData("cpu", "rss", "rss")]
    [InlineData(null, "pss", "pss")]
    public void RSS_is_drawn_with_its_peaks_where_they_are_recorded(string? recorded, string charted, string drawn) =>
        Assert.Equal(drawn.Split(' '), ChosenMetrics.From(recorded, charted, MetricSet.Default, [], []).Charted.Select(metric => metric.Name));

    [Theory]
    [InlineData(null, "rss peak_rss cpu pss smaps_rss processes", "rss peak_rss cpu")]
    [InlineData("cpu", "pss smaps_rss cpu processes", "cpu")]
    [InlineData("processes", "pss smaps_rss processes", "processes")]
    public void What_is_asserted_of_is_recorded_and_not_drawn_for_that(string? recorded, string told, string drawn)
    {
        ChosenMetrics chosen = ChosenMetrics.From(recorded, null, MetricSet.Default, [], [Metric.Pss, Metric.Processes]);

        Assert.Equal(told.Split(' ').Order(), chosen.Recorded.InOrder.Select(metric => metric.Name).Order());
        Assert.Equal(drawn.Split(' '), chosen.Charted.Select(metric => metric.Name));
    }
}
