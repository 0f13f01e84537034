namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// Memory that rises slowly and falls at once, again and again, as under a garbage collector. It is judged cycle by cycle: where it lay in the mean, and how far down each collection
/// came, which is what was still in use.
/// </summary>
/// <param name="Means">The mean of each cycle.</param>
/// <param name="Troughs">The lowest figure of each cycle.</param>
internal sealed record Sawtooth(Points Means, Points Troughs)
{
    private const int FewestCycles = 8;
    private const double LongestFall = 0.4;

    /// <summary>Finds it; null where there is none, or too little of it to be judged by.</summary>
    /// <param name="means">The figures.</param>
    /// <param name="lows">The lowest figure around each of them.</param>
    /// <param name="slope">The slope of the line about which they are.</param>
    public static Sawtooth? Of(Points means, Points lows, double slope)
    {
        (List<int> troughs, List<int> peaks) = Turns(means.Residuals(slope));
        int cycles = troughs.Count - 1;
        if (cycles < FewestCycles)
            return null;
        int falls = peaks.Select((peak, i) => troughs[i + 1] - peak).Sum();
        if (falls > LongestFall * (troughs[^1] - troughs[0]))
            return null;
        return new Sawtooth(MeansBetween(means, troughs), LowestAt(lows, troughs));
    }

    /// <summary>The lowest points, and between two of them the highest, that are as far apart as half of what the figures spread.</summary>
    private static (List<int> Troughs, List<int> Peaks) Turns(double[] figures)
    {
        double[] ordered = [.. figures.Order()];
        double far = (ordered[(ordered.Length - 1) * 19 / 20] - ordered[(ordered.Length - 1) / 20]) / 2;
        List<int> troughs = [];
        List<int> peaks = [];
        bool isRising = false;
        int extreme = 0;
        for (int i = 1; i < figures.Length; i++)
        {
            double beyond = (figures[i] - figures[extreme]) * (isRising ? 1 : -1);
            if (beyond >= 0)
                extreme = i;
            if (beyond >= 0 || -beyond <= far)
                continue;
            if (!isRising)
                troughs.Add(extreme);
            else
                peaks.Add(extreme);
            (isRising, extreme) = (!isRising, i);
        }

        // The last rise is no whole cycle.
        if (peaks.Count == troughs.Count && peaks.Count > 0)
            peaks.RemoveAt(peaks.Count - 1);
        return (troughs, peaks);
    }

    private static Points MeansBetween(Points points, List<int> troughs)
    {
        double[] times = new double[troughs.Count - 1];
        double[] values = new double[times.Length];
        for (int i = 0; i < times.Length; i++)
        {
            int length = troughs[i + 1] - troughs[i];
            times[i] = points.Times.AsSpan(troughs[i], length).ToArray().Average();
            values[i] = points.Values.AsSpan(troughs[i], length).ToArray().Average();
        }

        return new Points(times, values);
    }

    private static Points LowestAt(Points lows, List<int> troughs) => new([.. troughs.Select(i => lows.Times[i])], [.. troughs.Select(i => lows.Values[i])]);
}
