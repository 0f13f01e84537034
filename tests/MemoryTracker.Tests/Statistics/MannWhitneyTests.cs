using System.Globalization;
using System.Numerics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Tests.Statistics;

public class MannWhitneyTests
{
    /// <summary>Permeability of chorioamnion at term and at 12 to 26 weeks (Hollander and Wolfe 1973, 69 f.), the example of R's wilcox.test: W = 35, p = 0.2544.</summary>
    [Fact]
    public void The_example_of_R() => Check(
        MannWhitney.Of([0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46], [1.15, 0.88, 0.90, 0.74, 1.21]), u: 35, p: 0.2544, tolerance: 0.00005);

    /// <summary>Ages of men and women with diabetes, the example of SciPy's mannwhitneyu: 17 and exactly 1/9, by the normal distribution 0.11134688653314041.</summary>
    [Fact]
    public void The_example_of_SciPy()
    {
        Check(MannWhitney.Of([19, 22, 16, 29, 24], [20, 11, 17, 12]), u: 17, p: 1 / 9d, tolerance: 1e-15);
        Check(MannWhitney.Of([19, 22, 16, 29, 24], [20, 11, 17, 12], mostExact: 8), u: 17, p: 0.11134688653314041, tolerance: 2e-8);
    }

    [Theory]
    [InlineData("1 2 3", "4 5 6 7 8", 0, 2 / 56d)]
    [InlineData("4 5 6 7", "0 1 2 3", 16, 2 / 70d)]
    [InlineData("1 3 5 7", "2 4 6 8", 6, 48 / 70d)]
    [InlineData("5 5 5 5", "5 5 5 5", 8, 1)]
    [InlineData("1 1 1 2", "2 2 2 2", 2, 1 / 7d)]
    [InlineData("1 NaN 2 3", "4 5 NaN 6 7 8", 0, 2 / 56d)]
    public void Small_groups(string first, string second, double u, double p) => Check(MannWhitney.Of(Figures(first), Figures(second)), u, p, tolerance: 1e-12);

    [Fact]
    public void All_ways_to_divide_the_figures_are_counted_equal_ones_too()
    {
        const int Seed = 20260301;
#pragma warning disable CA5394 // the same in every run
        Random random = new(Seed);
        for (int round = 0; round < 200; round++)
        {
            double[] all = [.. Enumerable.Range(0, random.Next(2, 13)).Select(_ => (double)random.Next(round % 2 == 0 ? 6 : 1000))];
            int first = random.Next(1, all.Length);
            MannWhitney test = MannWhitney.Of(all[..first], all[first..])!;

            Assert.Equal(ByTryingAll(all, first), (test.U, Math.Round(test.P, 12)));
        }
#pragma warning restore CA5394
    }

    [Fact]
    public void Where_both_can_be_told_the_normal_distribution_is_near_what_is_counted_out()
    {
        double[] first = [.. Enumerable.Range(0, 10).Select(i => i * 1.01)];
        double[] second = [.. Enumerable.Range(0, 10).Select(i => i + 3.5)];

        Assert.Equal(MannWhitney.Of(first, second)!.P, MannWhitney.Of(first, second, mostExact: 0)!.P, 0.005);
    }

    /// <summary>Ties and continuity, reckoned by hand: U = 2.5, variance 16/12 × (9 − 30/56), z = 5/√11.2857 = 1.48835.</summary>
    [Fact]
    public void The_normal_distribution_is_corrected_for_equal_figures() =>
        Check(MannWhitney.Of([1, 2, 2, 3], [2, 3, 4, 5], mostExact: 0), u: 2.5, p: 0.13665824773814753, tolerance: 2e-8);

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 60, false)]
    [InlineData(3, 3, false)]
    [InlineData(3, 4, false)]
    [InlineData(3, 5, true)]
    [InlineData(4, 4, true)]
    [InlineData(40, 40, true)]
    public void Too_few_repeats_tell_nothing_however_far_apart_they_are(int first, int second, bool canTell)
    {
        MannWhitney test = MannWhitney.Of(Enumerable.Range(0, first).Select(i => (double)i), Enumerable.Range(0, second).Select(i => 1000d + i))!;

        Assert.Equal(canTell, test.CanTell);
        Assert.Equal(canTell ? true : null, test.IsMoreThanNoise);
        Assert.Equal(first + second <= MannWhitney.MostExact, test.IsExact);
        if (test.IsExact)
            Assert.Equal(test.LeastP, test.P, 1e-12);
    }

    [Fact]
    public void Equal_groups_of_any_size_are_noise() => Assert.All(
        [4, 40],
        size => Assert.Equal((1, false), (MannWhitney.Of(new double[size], new double[size])!.P, MannWhitney.Of(new double[size], new double[size])!.IsMoreThanNoise)));

    [Fact]
    public void Without_known_figures_there_is_no_test() => Assert.Null(MannWhitney.Of([1, 2, 3], [double.NaN]));

    private static void Check(MannWhitney? test, double u, double p, double tolerance)
    {
        Assert.Equal(u, test!.U);
        Assert.Equal(p, test.P, tolerance);
    }

    private static double[] Figures(string text) => [.. text.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];

    private static double PairsWon(double[] ours, double[] theirs) => ours.Sum(our => theirs.Sum(their => our > their ? 1 : our.Equals(their) ? 0.5 : 0));

    private static (double U, double P) ByTryingAll(double[] all, int first)
    {
        double mean = first * (all.Length - first) / 2d;
        double u = PairsWon(all[..first], all[first..]);
        double[] tried = [.. Enumerable.Range(0, 1 << all.Length).Where(chosen => BitOperations.PopCount((uint)chosen) == first).Select(Of)];
        return (u, Math.Round(tried.Count(one => Math.Abs(one - mean) >= Math.Abs(u - mean)) / (double)tried.Length, 12));

        double Of(int chosen) => PairsWon(
            [.. all.Where((_, index) => (chosen & (1 << index)) != 0)], [.. all.Where((_, index) => (chosen & (1 << index)) == 0)]);
    }
}
