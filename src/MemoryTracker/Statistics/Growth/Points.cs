namespace MemoryTracker.Statistics.Growth;

/// <summary>What a trend is looked for in: figures and their moments, in the order of time.</summary>
/// <param name="Times">In seconds, each later than the one before.</param>
/// <param name="Values">As many figures, all of them known.</param>
internal sealed record Points(double[] Times, double[] Values)
{
    public int Count => Times.Length;

    /// <summary>From the first moment to the last, in seconds.</summary>
    public double Duration => Count == 0 ? 0 : Times[^1] - Times[0];

    /// <summary>Those from an index on.</summary>
    public Points From(int index) => index == 0 ? this : new(Times[index..], Values[index..]);

    /// <summary>Half as many: the means of two neighbours each. The first of an odd number is left out.</summary>
    public Points InPairs()
    {
        int odd = Count % 2;
        return new(Halved(Times, odd), Halved(Values, odd));
    }

    /// <summary>What is left of the figures when a straight line is taken from them, and their mean.</summary>
    public double[] Residuals(double slope)
    {
        double[] rest = new double[Count];
        for (int i = 0; i < rest.Length; i++)
            rest[i] = Values[i] - Values[0] - (slope * (Times[i] - Times[0]));
        double mean = rest.Sum() / rest.Length;
        for (int i = 0; i < rest.Length; i++)
            rest[i] -= mean;
        return rest;
    }

    private static double[] Halved(double[] figures, int from)
    {
        double[] half = new double[figures.Length / 2];
        for (int i = 0; i < half.Length; i++)
            half[i] = (figures[from + (2 * i)] + figures[from + (2 * i) + 1]) / 2;
        return half;
    }
}
