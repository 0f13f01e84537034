namespace MemoryTracker.Statistics;

/// <summary>
/// Whether the figures of two groups of repeats differ by more than noise: the U test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947), two-sided. It asks for
/// ranks only, so figures need not be distributed normally, and a single outlier decides nothing.
/// </summary>
internal sealed record MannWhitney
{
    /// <summary>A difference is called more than noise when noise alone would make one as great less often than this.</summary>
    public const double Level = 0.05;

    /// <summary>With fewer repeats in a group nothing is told, whatever the figures are.</summary>
    public const int FewestRepeats = 3;

    /// <summary>Up to this many figures in both groups together all ways to divide them are counted.</summary>
    public const int MostExact = 20;

    /// <summary>Of all pairs of a figure of the first group and one of the second, those in which the first is greater; a pair of equal ones counts half.</summary>
    public required double U { get; init; }

    /// <summary>How likely a U as far from its mean is, on either side, when the groups do not differ.</summary>
    public required double P { get; init; }

    /// <summary>The least <see cref="P"/> that groups of these sizes can have.</summary>
    public required double LeastP { get; init; }

    /// <summary>Whether P is counted out rather than that of the normal distribution.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Whether there are enough repeats to tell a difference from noise.</summary>
    public required bool CanTell { get; init; }

    /// <summary>Whether the difference is more than noise; null when there are too few repeats to tell.</summary>
    public bool? IsMoreThanNoise => CanTell ? P < Level : null;

    /// <summary>Tests two groups; null when there is nothing to compare. Unknown figures (NaN) are none.</summary>
    public static MannWhitney? Of(IEnumerable<double> first, IEnumerable<double> second) => Of(first, second, MostExact);

    internal static MannWhitney? Of(IEnumerable<double> first, IEnumerable<double> second, int mostExact)
    {
        double[] ours = [.. first.Where(figure => !double.IsNaN(figure))];
        double[] theirs = [.. second.Where(figure => !double.IsNaN(figure))];
        if (ours.Length == 0 || theirs.Length == 0)
            return null;
        RankedGroups ranks = RankedGroups.Of(ours, theirs);
        bool isExact = ours.Length + theirs.Length <= mostExact;
        double leastP = Math.Min(1, 2 / WaysToChoose(ours.Length, ours.Length + theirs.Length));
        return new MannWhitney
        {
            U = ranks.U,
            P = isExact ? ranks.ExactP : ranks.NormalP,
            LeastP = leastP,
            IsExact = isExact,
            CanTell = Math.Min(ours.Length, theirs.Length) >= FewestRepeats && leastP < Level,
        };
    }

    private static double WaysToChoose(int chosen, int all)
    {
        double ways = 1;
        for (int i = 1; i <= chosen; i++)
            ways *= (all - chosen + i) / (double)i;
        return ways;
    }
}
