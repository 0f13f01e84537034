namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// Whether figures rise or fall by more than noise: the test of Mann (Econometrica 13, 1945) and Kendall, which asks only which of two figures is the greater, with the variance corrected for ties and,
/// after Hamed and Rao (Journal of Hydrology 204, 1998), for how few independent figures there are.
/// </summary>
internal static class MannKendall
{
    /// <summary>However persistent noise is, a rise without setbacks must be able to count.</summary>
    private const double FewestIndependent = 5;

    /// <summary>The figure of the normal distribution that stands for how much they rise, negative when they fall; 0 when all are equal.</summary>
    /// <param name="values">The figures in the order of time.</param>
    /// <param name="inflation">How many figures stand for one independent figure.</param>
    public static double Score(double[] values, double inflation)
    {
        long sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
                sum += values[j].CompareTo(values[i]);
        }

        double n = values.Length;
        double variance = (n * (n - 1) * ((2 * n) + 5) / 18) - values.GroupBy(value => value).Sum(ties => Tied(ties.Count()));
        double corrected = variance * Math.Max(1, Math.Min(inflation, n / FewestIndependent));
        // One less in the direction of zero: the sum goes in steps of two.
        return corrected > 0 ? (sum - Math.Sign(sum)) / Math.Sqrt(corrected) : 0;
    }

    private static double Tied(double count) => count * (count - 1) * ((2 * count) + 5) / 18;
}
