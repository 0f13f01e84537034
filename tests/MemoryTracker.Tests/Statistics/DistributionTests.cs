using System.Globalization;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics;

public class DistributionTests
{
    public static TheoryData<string> Sets => [.. ExpectedStatistics.Distributions.Keys];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Mean_spread_and_extremes_are_the_exact_ones(string set)
    {
        ExpectedStatistics.Expected expected = ExpectedStatistics.Distributions[set];

        Distribution distribution = Of(expected.Values);

        Assert.Equal(expected.Count, distribution.Count);
        Assert.Equal(
            (expected.First, expected.Last, expected.Change, expected.Min, expected.Max),
            (distribution.First, distribution.Last, distribution.Change, distribution.Min, distribution.Max));
        AssertWithin(1e-12, expected.Mean, distribution.Mean, "mean");
        // Figures near 1e12 are themselves only known to 1e-4.
        double rounding = Math.BitIncrement(expected.Max) - expected.Max;
        AssertWithin(1e-9, expected.StandardDeviation, distribution.StandardDeviation, "standard deviation", rounding);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Quantiles_are_those_of_pandas_exactly_up_to_the_limit_and_within_a_thousandth_beyond(string set)
    {
        ExpectedStatistics.Expected expected = ExpectedStatistics.Distributions[set];

        Distribution distribution = Of(expected.Values);

        Assert.Equal(expected.Count <= Distribution.ExactLimit, distribution.IsExact);
        foreach ((double share, double quantile) in ExpectedStatistics.Shares.Zip(expected.Quantiles))
            AssertWithin(distribution.IsExact ? 1e-14 : 1e-3, quantile, distribution.Quantile(share), "quantile " + share.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_nothing_nothing_is_known()
    {
        Distribution distribution = Of([double.NaN, double.NaN]);

        Assert.Equal(0, distribution.Count);
        Assert.All(
            [distribution.First, distribution.Last, distribution.Change, distribution.Min, distribution.Max,
                distribution.Mean, distribution.StandardDeviation, distribution.Quantile(0.5)],
            figure => Assert.Equal(double.NaN, figure));
    }

    [Fact]
    public void One_figure_has_no_spread() => Assert.Equal(double.NaN, Of([7]).StandardDeviation);

    [Fact]
    public void Unknown_figures_are_passed_over()
    {
        Distribution distribution = Of([double.NaN, 1, double.NaN, 3, double.NaN]);

        Assert.Equal((2L, 1.0, 3.0, 2.0, 2.0), (distribution.Count, distribution.First, distribution.Last, distribution.Mean, distribution.Quantile(0.5)));
    }

    [Fact]
    public void Asking_in_between_changes_nothing_that_comes_later()
    {
        ExpectedStatistics.Expected expected = ExpectedStatistics.Distributions["wild"];
        Distribution distribution = new();
        foreach (double value in expected.Values)
        {
            distribution.Add(value);
            _ = distribution.Quantile(0.5);
        }

        Assert.Equal((expected.First, expected.Last), (distribution.First, distribution.Last));
        Assert.Equal(expected.Quantiles, ExpectedStatistics.Shares.Select(distribution.Quantile), (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Abs(a));
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    public void There_is_no_share_beyond_all(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => Of([1]).Quantile(share));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0001, 0)]
    [InlineData(1.0 / 3, 1.0 / 3)]
    [InlineData(99.999, 99.999)]
    [InlineData(4096, 4096)]
    [InlineData(123_456_789_012, 123_456_789_012)]
    [InlineData(9_007_199_254_740_991, 9_007_199_254_740_991)]
    public void A_bucket_is_never_wider_than_a_thousandth(double value, double told)
    {
        LogHistogram histogram = new();
        histogram.Add(value);

        Assert.InRange(histogram.AtRank(0), told * 0.9995, told * 1.0005);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 1)]
    [InlineData(0.01, 1)]
    [InlineData(0.011, 2)]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void The_nearest_rank_is_the_least_figure_at_or_below_which_that_share_lies(double share, double figure)
    {
        LogHistogram histogram = new();
        for (int i = 1; i <= 100; i++)
            histogram.Add(i);

        Assert.InRange(histogram.Quantile(share), figure * 0.9995, figure * 1.0005);
    }

    [Fact]
    public void A_rank_beyond_the_last_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new LogHistogram().AtRank(0));

    [Fact]
    public void A_million_figures_allocate_nothing()
    {
        Distribution distribution = Of([1]);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
                distribution.Add(i);
        }));
        Assert.InRange(distribution.Quantile(0.5), 499_500, 500_500);
    }

    private static Distribution Of(IEnumerable<double> values)
    {
        Distribution distribution = new();
        foreach (double value in values)
            distribution.Add(value);
        return distribution;
    }

    private static void AssertWithin(double share, double expected, double actual, string what, double rounding = 0) => Assert.True(
        expected.Equals(actual) || Math.Abs(actual - expected) <= (share * Math.Abs(expected)) + rounding,
        string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected}, was {actual}"));
}
