namespace MemoryTracker.Statistics;

/// <summary>The figures of two groups in one order. Equal ones share the mean of their ranks; ranks are counted twice, so that all of them are whole.</summary>
internal sealed class RankedGroups
{
    private readonly int[] _ranks;
    private readonly int _first;
    private readonly int _second;
    private readonly int _sum;
    private readonly double _ties;

    private RankedGroups(int[] ranks, int first, int second, int sum, double ties) =>
        (_ranks, _first, _second, _sum, _ties) = (ranks, first, second, sum, ties);

    /// <summary>How many pairs there are in which the figure of the first group is greater; of equal ones a half.</summary>
    public double U => (_sum - (_first * (_first + 1))) / 2d;

    /// <summary>
    /// The share of all ways to divide the figures into groups of these sizes that have a U as far from its mean as this one: right with equal figures, too, for which the
    /// tables of U are not made.
    /// </summary>
    public double ExactP
    {
        get
        {
            double[] ways = WaysToSum();
            int distance = Math.Abs(_sum - MeanSum);
            double far = 0;
            double all = 0;
            for (int sum = 0; sum < ways.Length; sum++)
            {
                all += ways[sum];
                far += Math.Abs(sum - MeanSum) >= distance ? ways[sum] : 0;
            }

            return far / all;
        }
    }

    /// <summary>The same by the normal distribution, with the corrections for equal figures and for U being no continuous number.</summary>
    public double NormalP
    {
        get
        {
            double all = _first + _second;
            double pairs = (double)_first * _second;
            double variance = pairs / 12 * (all + 1 - (_ties / (all * (all - 1))));
            double distance = Math.Abs(U - (pairs / 2)) - 0.5;
            return variance > 0 && distance > 0 ? TwoTails(distance / Math.Sqrt(variance)) : 1;
        }
    }

    private int MeanSum => _first * (_first + _second + 1);

    /// <summary>Ranks the figures, all of which are known and at least one in each group.</summary>
    public static RankedGroups Of(double[] first, double[] second)
    {
        (double Figure, bool IsFirst)[] all = [.. first.Select(figure => (figure, true)).Concat(second.Select(figure => (figure, false))).OrderBy(one => one.figure)];
        int[] ranks = new int[all.Length];
        int sum = 0;
        double ties = 0;
        for (int from = 0, to; from < all.Length; from = to)
        {
            to = from + 1;
            while (to < all.Length && all[to].Figure.Equals(all[from].Figure))
                to++;
            // The first of them has the rank from + 1, the last one to: their mean, twice.
            ranks.AsSpan(from, to - from).Fill(from + 1 + to);
            sum += (from + 1 + to) * all[from..to].Count(one => one.IsFirst);
            ties += Math.Pow(to - from, 3) - (to - from);
        }

        return new RankedGroups(ranks, first.Length, second.Length, sum, ties);
    }

    /// <summary>For each sum of ranks in how many ways the first group can have it.</summary>
    private double[] WaysToSum()
    {
        int most = _ranks.Sum();
        double[][] ways = [.. Enumerable.Range(0, _first + 1).Select(_ => new double[most + 1])];
        ways[0][0] = 1;
        foreach (int rank in _ranks)
        {
            // From the largest on: none is taken twice.
            for (int taken = _first; taken > 0; taken--)
            {
                for (int sum = most; sum >= rank; sum--)
                    ways[taken][sum] += ways[taken - 1][sum - rank];
            }
        }

        return ways[_first];
    }

    /// <summary>How likely a normal figure is at least so many standard deviations away from its mean: within 1.2e-7 of itself (Press et al., Numerical Recipes, erfcc).</summary>
    private static double TwoTails(double deviations)
    {
        ReadOnlySpan<double> terms =
        [
            -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
        ];
        double z = deviations / Math.Sqrt(2);
        double t = 1 / (1 + (z / 2));
        double exponent = 0;
        for (int i = terms.Length - 1; i >= 0; i--)
            exponent = (exponent * t) + terms[i];
        return t * Math.Exp(exponent - (z * z));
    }
}
