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
        Assert.Equal(drawn.Split(' '), ChosenMetrics.From(recorded, charted, [], MetricSet.Default).Charted.Select(metric => metric.Name));
}
