namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// How far a slope that was fitted may lie from the true one. Memory is not independent from moment to moment, so noise looks like a trend far more often than the usual formula believes. The noise about
/// the line is taken for an autoregressive process of first order, up to a random walk, and the variance of the slope is that of such a process (the idea of Perron and Yabu, Journal of
/// Econometrics 151, 2009: one test that holds whether noise comes back or wanders). What one such process cannot describe, like a slow wandering below fast noise, shows
/// when neighbours are put together: of all such levels the one with the widest margin counts.
/// </summary>
/// <param name="Width">So far on either side lies the true slope, in 95 of 100 cases.</param>
/// <param name="Inflation">How many times the variance is that of independent noise of the same size; at least 1.</param>
internal readonly record struct SlopeMargin(double Width, double Inflation)
{
    /// <summary>In 95 of 100 cases a normal figure lies no more than so many standard deviations from its mean.</summary>
    internal const double Normal95 = 1.959964;

    private const int FewestPoints = 16;

    public static SlopeMargin Of(Points points, double slope)
    {
        double independent = Variance(points, points.Residuals(slope), 0);
        double widest = 0;
        double variance = independent;
        for (Points level = points; level == points || level.Count >= FewestPoints; level = level.InPairs())
        {
            double[] noise = level.Residuals(slope);
            double found = Variance(level, noise, Persistence(noise));
            double width = Student95(level.Count - 3) * Math.Sqrt(found);
            if (width > widest)
                (widest, variance) = (width, found);
        }

        return new SlopeMargin(widest, independent > 0 ? Math.Max(1, variance / independent) : 1);
    }

    /// <summary>
    /// How much of each deviation is left in the next one. Estimates are too low, the more so the fewer points there are, because the line follows the noise: corrected for that, and what cannot be
    /// told from a random walk is one (1.5 and not 1 root of the number: of a few hundred figures a walk then alarms half as often).
    /// </summary>
    private static double Persistence(double[] noise)
    {
        double products = 0;
        double squares = 0;
        for (int i = 1; i < noise.Length; i++)
        {
            products += noise[i] * noise[i - 1];
            squares += noise[i - 1] * noise[i - 1];
        }

        if (squares == 0)
            return 0;
        double estimate = products / squares;
        double corrected = estimate + ((2 + (4 * estimate)) / noise.Length);
        return corrected > 1 - (1.5 / Math.Sqrt(noise.Length)) ? 1 : Math.Max(0, corrected);
    }

    /// <summary>The variance of a slope fitted to such noise: each of the independent shocks it is made of weighs as much as the line follows what comes of it.</summary>
    private static double Variance(Points points, double[] noise, double persistence)
    {
        double middle = points.Times.Sum() / points.Count;
        double weight = 0;
        double weights = 0;
        double distances = 0;
        double shocks = noise[0] * noise[0] * (1 - (persistence * persistence));
        for (int i = points.Count - 1; i >= 0; i--)
        {
            double distance = points.Times[i] - middle;
            distances += distance * distance;
            weight = distance + (persistence * weight);
            // The first one has had all the time before to become as large as such noise is; a random walk begins anywhere, which no slope sees.
            weights += i > 0 ? weight * weight : persistence == 1 ? 0 : weight * weight / (1 - (persistence * persistence));
            if (i > 0)
                shocks += Math.Pow(noise[i] - (persistence * noise[i - 1]), 2);
        }

        return shocks / Math.Max(1, points.Count - 2) * weights / (distances * distances);
    }

    /// <summary>Student's quantile of so many degrees of freedom, to 2 % from 5 on (Abramowitz and Stegun, 26.7.5).</summary>
    private static double Student95(int freedom)
    {
        double cube = Math.Pow(Normal95, 3);
        double nu = Math.Max(3, freedom);
        return Normal95 + ((cube + Normal95) / (4 * nu)) + (((5 * Math.Pow(Normal95, 5)) + (16 * cube) + (3 * Normal95)) / (96 * nu * nu));
    }
}
