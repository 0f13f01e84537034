using System.Text;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Limits;

public class AssertionParsingTests
{
    private const string Misunderstood = """

        rss
        rss <
        < 5MiB
        rss < MiB
        rss = 5MiB
        rss == 5MiB
        rss < 5%
        rss < 5MiB 6
        rss < -5MiB
        rss < 1e9
        RSS < 5MiB
        rrs < 5MiB
        memory < 5MiB
        mean < 5MiB
        mean rrs < 5MiB
        mean duration < 5s
        avg rss < 5MiB
        p101 rss < 5MiB
        p99 < 5MiB
        p99.9.9 rss < 5MiB
        mean peak_rss < 5MiB
        max read_bytes < 5MiB
        total rss < 5MiB
        rate cpu < 5%
        rate read_bytes < 5MiB
        rate read_bytes < 5MiB/2s
        growth rss < 5MiB
        growth cpu < 5%/s
        growth read_bytes < 5MiB/s
        growth peak_rss < 5MiB/s
        phase "load" growth rss < 5MiB/s
        cpu < 5MiB
        cpu_seconds < 5%
        duration < 5 apples
        processes <= 8MiB
        processes <= eight
        phase peak_rss < 5MiB
        phase "load peak_rss < 5MiB
        phase "" peak_rss < 5MiB
        phase load peak_rss < 5MiB
        phase "load" rss < 5MiB
        phase "load" max cpu < 5%
        phase "load" < 5MiB
        rss < 110% of
        rss < 110% of "a.csv
        rss < 110% of "a.csv" b
        rss < 110% a.csv
        rss < % of a.csv
        """;

    [Theory]
    [InlineData("rss<500MiB", "rss", "<", 524288000)]
    [InlineData(" mean rss  <=  1.2 GB ", "mean rss", "<=", 1.2e9)]
    [InlineData("median rss > 0", "median rss", ">", 0)]
    [InlineData("p99 cpu < 150%", "p99 cpu", "<", 150)]
    [InlineData("P99.90 cpu < 150%", "p99.9 cpu", "<", 150)]
    [InlineData("Std rss < 1k", "std rss", "<", 1024)]
    [InlineData("first fds >= 3", "first fds", ">=", 3)]
    [InlineData("last threads<=1", "last threads", "<=", 1)]
    [InlineData("cpu_seconds < 60", "cpu_seconds", "<", 60)]
    [InlineData("duration < 1h30m", "duration", "<", 5400)]
    [InlineData("peak_rss < 500M", "peak_rss", "<", 524288000)]
    [InlineData("processes <= 8", "processes", "<=", 8)]
    [InlineData("read_bytes < 1GB", "read_bytes", "<", 1e9)]
    [InlineData("total major_faults < 5", "total major_faults", "<", 5)]
    [InlineData("rate read_bytes < 60MiB/min", "rate read_bytes", "<", 62914560)]
    [InlineData("growth rss < 1MiB/min", "growth rss", "<", 1048576)]
    [InlineData("growth fds <= 5/h", "growth fds", "<=", 5)]
    [InlineData("phase 'load' peak_rss < 200MiB", "peak_rss", "<", 209715200)]
    [InlineData("phase \"it's \" mean rss < 1", "mean rss", "<", 1)]
    [InlineData("PHASE 'load' duration > 1s", "duration", ">", 1)]
    public void What_is_understood(string text, string figure, string sign, double bound)
    {
        Assertion assertion = Assertion.Parse(text);

        Assert.Equal((text.Trim(), figure, sign, bound), (assertion.Text, assertion.Figure.Name, assertion.Relation.Sign, assertion.Bound.Figure));
        Assert.Null(assertion.Bound.Baseline);
    }

    [Theory]
    [InlineData("rss < 110% of baseline.csv", 1.1, "baseline.csv")]
    [InlineData("cpu < 110% of a b.csv ", 1.1, "a b.csv")]
    [InlineData("phase 'load' duration <= 100 % of './x.jsonl'", 1, "./x.jsonl")]
    [InlineData("rate read_bytes < 50% of a.csv", 0.5, "a.csv")]
    public void A_share_of_another_recording(string text, double share, string file)
    {
        Assertion assertion = Assertion.Parse(text);

        Assert.Equal((share, file), (assertion.Bound.Share, assertion.Bound.Baseline));
        Assert.True(double.IsNaN(assertion.Bound.Figure));
    }

    [Theory]
    [InlineData("peak_rss < 1", "rss peak_rss")]
    [InlineData("cpu_seconds < 1", "cpu")]
    [InlineData("duration < 1", "")]
    [InlineData("p95 pss < 1", "pss")]
    [InlineData("phase 'x' mean rss < 1", "rss")]
    public void What_must_be_recorded_for_it(string text, string metrics) =>
        Assert.Equal(metrics, string.Join(' ', Assertion.Parse(text).Figure.Needs.Select(metric => metric.Name)));

    [Fact]
    public void Every_metric_can_be_asserted_of_by_its_name() => Assert.All(
        Metric.All,
        metric => Assert.Equal(metric.Name, Assertion.Parse($"{metric.Name} < 1").Figure.Name));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void What_cannot_be_understood_is_told_with_a_caret_below_the_place(string culture)
    {
        StringBuilder told = new();
        foreach (string line in Misunderstood.Split('\n'))
            told.Append(Cultures.Under(culture, () => Assert.Throws<ConditionException>(() => Assertion.Parse(line))).Message).Append("\n\n");

        Snapshot.Match("assertions-misunderstood.txt", told.ToString());
    }
}
