using MemoryTracker.Limits;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Limits;

public class LimitTests
{
    [Theory]
    [InlineData("rss > 2GiB", "rss", ">", 2147483648, 0, "rss > 2GiB")]
    [InlineData("rss>2GiB for 5s", "rss", ">", 2147483648, 5, "rss>2GiB for 5s")]
    [InlineData("  rss \t>=\n1.5 GB   for 1h30m ", "rss", ">=", 1.5e9, 5400, "rss >= 1.5 GB for 1h30m")]
    [InlineData("cpu < 5% for 250ms", "cpu", "<", 5, 0.25, "cpu < 5% for 250ms")]
    [InlineData("threads <= 8 for 2", "threads", "<=", 8, 2, "threads <= 8 for 2")]
    [InlineData("peak_rss > 500M", "peak_rss", ">", 524288000, 0, "peak_rss > 500M")]
    [InlineData("processes > 0", "processes", ">", 0, 0, "processes > 0")]
    public void A_condition_that_is_understood(string condition, string metric, string relation, double bound, double hold, string text)
    {
        Limit limit = Limit.Parse(condition);

        Assert.Equal((metric, relation, bound, hold), (limit.Metric.Name, limit.Relation.Sign, limit.Bound, limit.Hold.TotalSeconds));
        Assert.Equal((text, $"limit: {text}"), (limit.Text, limit.Label));
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void It_is_the_same_under_every_culture(string culture) => Assert.Equal(1.5 * (1 << 30), Cultures.Under(culture, () => Limit.Parse("rss > 1.5GiB")).Bound);

    [Theory]
    [InlineData("", 0, "the name of a metric must stand here")]
    [InlineData("memory > 2", 0, "there is no metric 'memory'")]
    [InlineData("max(rss) > 2GiB", 0, "there is no metric 'max'")]
    [InlineData("RSS > 2GiB", 0, "there is no metric 'RSS'")]
    [InlineData("read_bytes > 2GiB", 0, "read_bytes counts up")]
    [InlineData("cpu_time > 2s", 0, "cpu_time counts up")]
    [InlineData("rss", 3, "one of <, <=, > and >= must stand here")]
    [InlineData("rss = 2GiB", 4, "one of <, <=, > and >= must stand here")]
    [InlineData("rss > ", 6, "bytes such as 500MiB")]
    [InlineData("rss > -2GiB", 6, "bytes such as 500MiB")]
    [InlineData("rss > 2 parsecs", 8, "only 'for' and a time may stand here")]
    [InlineData("rss > 2GiB during 5s", 11, "only 'for' and a time may stand here")]
    [InlineData("rss > 2GiB for", 14, "a time such as 90s")]
    [InlineData("rss > 2GiB for ever", 15, "a time such as 90s")]
    [InlineData("rss > 2GiB for 5s or so", 18, "nothing more may stand here")]
    [InlineData("peak_rss > 2GiB for 5s", 16, "a peak lasts no time")]
    [InlineData("cpu > 2GiB", 6, "percent of one core")]
    public void One_that_is_not_is_told_with_the_place(string condition, int at, string problem)
    {
        ConditionException error = Assert.Throws<ConditionException>(() => Limit.Parse(condition));

        Assert.Equal(at, error.At);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_beyond_all_numbers_is_none() =>
        Assert.Throws<ConditionException>(() => Limit.Parse($"rss > {new string('9', 400)}"));

    [Theory]
    [InlineData("rss > 1", true)]
    [InlineData("rss >= 1", true)]
    [InlineData("rss < 1", false)]
    [InlineData("rss > 1 for 1s", false)]
    [InlineData("pss > 1", false)]
    public void Peaks_count_where_RSS_must_not_be_above_a_bound_at_any_moment(string condition, bool counts) => Assert.Equal(counts, Limit.Parse(condition).CountsPeaks);
}
