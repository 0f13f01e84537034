namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// Where a recording has warmed up: the marginal standard error rule (MSER; White, Simulation 69, 1997) leaves out as many points at the beginning as make the mean of the rest most certain.
/// Here a straight line stands in the place of the mean, because what is warm may still leak.
/// </summary>
internal static class WarmUp
{
    /// <summary>The rest must be so much more certain, else there was none: noise alone is a little steadier from somewhere on.</summary>
    private const double Worthwhile = 0.8;

    /// <summary>It is over at the last point from which the rest is as certain as it can be but for this: what levels off slowly still goes on where it is most certain, and would be taken for a leak.</summary>
    private const double Slack = 1.15;

    /// <summary>Of the spread of all points, so little is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>How many points belong to it: those without which the line through the rest is most certain, at most half of them.</summary>
    public static int Length(Points points)
    {
        double rounding = Rounding * LineFit.Of(points).AboutLevel;
        double[] errors = new double[points.Count];
        LineFit fit = new(points.Times[^1], points.Values[^1]);
        for (int i = points.Count - 1; i >= 0; i--)
        {
            fit.Add(points.Times[i], points.Values[i]);
            errors[i] = (fit.AboutLine + rounding) / Math.Pow(points.Count - i, 2);
        }

        ReadOnlySpan<double> possible = errors.AsSpan(0, (points.Count / 2) + 1);
        double least = double.PositiveInfinity;
        foreach (double error in possible)
            least = Math.Min(least, error);
        int length = points.Count / 2;
        while (length > 0 && possible[length] > Slack * least)
            length--;
        return least < Worthwhile * errors[0] ? length : 0;
    }
}
