using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Tests.Statistics.Growth;

public class TrendTests
{
    /// <summary>By hand: the slopes of all pairs are 1, 2, 5/3, 3, 2, 1.</summary>
    [Fact]
    public void The_slope_is_the_median_of_those_of_all_pairs() => Assert.Equal(1.8333333, TheilSen.Slope(new([0, 1, 2, 3], [0, 1, 4, 5])), 1e-6);

    [Fact]
    public void A_quarter_of_wild_points_does_not_move_it()
    {
        double[] times = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] values = [.. times.Select(time => time % 4 == 0 ? 1e9 * Math.Sin(time) : 3 * time)];

        Assert.Equal(3, TheilSen.Slope(new(times, values)), 0.001);
        Assert.Equal(300, TheilSen.HeightAt(100, new(times, values), 3), 0.001);
    }

    /// <summary>S = 8 of 10 pairs, its variance 50 / 3 without ties: (8 - 1) / 4.0825.</summary>
    [Theory]
    [InlineData(new double[] { 1, 2, 4, 3, 5 }, 1, 1.7146)]
    [InlineData(new double[] { 5, 3, 4, 2, 1 }, 1, -1.7146)]
    [InlineData(new double[] { 7, 7, 7, 7, 7 }, 1, 0)]
    public void Mann_and_Kendalls_score_is_that_of_the_textbooks(double[] values, double inflation, double score) =>
        Assert.Equal(score, MannKendall.Score(values, inflation), 1e-4);

    [Fact]
    public void It_counts_only_what_is_independent()
    {
        double[] rising = [.. Enumerable.Range(0, 100).Select(i => (double)i)];

        Assert.Equal(MannKendall.Score(rising, 1) / 2, MannKendall.Score(rising, 4), 1e-9);
        // Down to five of them, and no further.
        Assert.Equal(MannKendall.Score(rising, 20), MannKendall.Score(rising, 1_000), 1e-9);
    }

    /// <summary>Of noise about a line, independent and not, the interval holds the true slope in some 95 of 100 cases; it may be too wide, never much too narrow.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void The_interval_holds_the_true_slope(double persistence)
    {
        int held = Enumerable.Range(0, 200).AsParallel().Count(seed =>
        {
            Random random = new(seed);
            double noise = 0;
            double[] values = new double[250];
            for (int i = 0; i < values.Length; i++)
                values[i] = (2 * i) + (noise = (persistence * noise) + random.NextDouble() - 0.5);
            Trend trend = Trend.Of(new([.. Enumerable.Range(0, values.Length).Select(i => (double)i)], values));
            return trend.Low < 2 && trend.High > 2;
        });

        Assert.InRange(held, persistence == 1 ? 170 : 182, 200);
    }
}
