namespace MemoryTracker.Statistics.Growth;

/// <summary>A change once for all, as by a file that is loaded: no leak, however great it is.</summary>
/// <param name="Index">The first point behind it.</param>
/// <param name="Height">How much higher they are from then on, in the figures' unit; negative when lower.</param>
/// <param name="Distance">The sum of the squares of the points' distances from the two levels.</param>
internal readonly record struct Step(int Index, double Height, double Distance)
{
    /// <summary>So many points at least must lie on either side, and a twentieth of all: fewer are outliers, or how a process takes itself down at its end.</summary>
    private const int FewestPoints = 3;

    /// <summary>A step of less than so many standard deviations of what is left is none that anybody would see.</summary>
    private const double LeastDeviations = 2;

    /// <summary>
    /// The step that says more of points than a straight line does; null when none does. It has one freedom more, its moment, for which it must pay (the Bayesian information
    /// criterion; Schwarz, Annals of Statistics 6, 1978).
    /// </summary>
    public static Step? Of(Points points)
    {
        if (Best(points) is not { } best)
            return null;
        double price = Math.Pow(points.Count, 1.0 / points.Count);
        return LineFit.Of(points).AboutLine > price * best.Distance && Math.Abs(best.Height) > LeastDeviations * Math.Sqrt(best.Distance / points.Count) ? best : null;
    }

    /// <summary>The points as they were without it.</summary>
    public Points RemovedFrom(Points points)
    {
        double[] values = [.. points.Values];
        for (int i = Index; i < values.Length; i++)
            values[i] -= Height;
        return points with { Values = values };
    }

    private static Step? Best(Points points)
    {
        int fewest = Math.Max(FewestPoints, points.Count / 20);
        LineFit[] after = new LineFit[points.Count];
        LineFit fit = new(points.Times[0], points.Values[0]);
        for (int i = points.Count - 1; i >= 0; i--)
        {
            fit.Add(points.Times[i], points.Values[i]);
            after[i] = fit;
        }

        Step? best = null;
        LineFit before = new(points.Times[0], points.Values[0]);
        for (int i = 1; i <= points.Count - fewest; i++)
        {
            before.Add(points.Times[i - 1], points.Values[i - 1]);
            double distance = before.AboutLevel + after[i].AboutLevel;
            if (i >= fewest && !(distance >= best?.Distance))
                best = new Step(i, after[i].Level - before.Level, distance);
        }

        return best;
    }
}
