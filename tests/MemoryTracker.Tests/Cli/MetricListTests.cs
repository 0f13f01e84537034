using MemoryTracker.Cli;

namespace MemoryTracker.Tests.Cli;

public class MetricListTests
{
    [Theory]
    [InlineData("rss_bytes", "'rss_bytes' is not a metric, did you mean rss?")]
    [InlineData("CPU_percent", "'CPU_percent' is not a metric, did you mean cpu?")]
    [InlineData("rss,,cpu", "an empty name is not a metric (")]
    [InlineData("", "an empty name is not a metric (")]
    public void What_is_no_metric_leads_to_the_one_that_was_meant(string list, string words) =>
        Assert.StartsWith($"--metrics: {words}", Assert.Throws<UserException>(() => MetricList.Parse(list, "--metrics")).Message, StringComparison.Ordinal);

    [Fact]
    public void No_two_sources_have_one_heading() =>
        Assert.Distinct(MetricList.Table().Split('\n').Where(line => line.Length > 0 && line[0] != ' '));
}
