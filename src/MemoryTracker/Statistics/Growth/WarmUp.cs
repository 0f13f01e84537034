namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// Where a recording has warmed up: the marginal standard error rule (MSER; White, Simulation 69, 1997) leaves out as many points at the beginning as make the mean of the rest most certain.
/// Here a straight line stands in the place of the mean, because what is warm may still leak.
/// </summary>
internal static class WarmUp
{
    /// <summary>The rest must be so much more certain, else there was none: noise alone is a little steadier from somewhere on.</summary>
    private const double Worthwhile = 0.8;

    /// <summary>How many points belong to it: those without which the line through the rest is most certain, at most half of them.</summary>
    public static int Length(Points points)
    {
        LineFit fit = new(points.Times[^1], points.Values[^1]);
        double least = double.PositiveInfinity;
        int length = 0;
        for (int i = points.Count - 1; i >= 0; i--)
        {
            fit.Add(points.Times[i], points.Values[i]);
            double count = points.Count - i;
            double error = fit.AboutLine / (count * count);
            if (i <= points.Count / 2 && error <= least)
                (least, length) = (error, i);
        }

        return least < Worthwhile * fit.AboutLine / ((double)points.Count * points.Count) ? length : 0;
    }
}
