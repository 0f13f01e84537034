using MemoryTracker.Statistics;

namespace MemoryTracker.Comparing;

/// <summary>What one group has of a figure, and how that differs from the first group. NaN is unknown.</summary>
internal sealed record FigureSide
{
    private FigureSide(IReadOnlyList<double> figures) => Figures = figures;

    /// <summary>The figure of each recording.</summary>
    public IReadOnlyList<double> Figures { get; }

    /// <summary>Of how many recordings it is known.</summary>
    public int Known => Figures.Count(figure => !double.IsNaN(figure));

    /// <summary>The mean of those that are known.</summary>
    public double Mean { get; private init; } = double.NaN;

    /// <summary>Their sample standard deviation; NaN for fewer than two.</summary>
    public double StandardDeviation { get; private init; } = double.NaN;

    /// <summary>The least of them.</summary>
    public double Min { get; private init; } = double.NaN;

    /// <summary>The greatest of them.</summary>
    public double Max { get; private init; } = double.NaN;

    /// <summary>How much greater the mean is than the first group's; NaN for that itself.</summary>
    public double Difference { get; private init; } = double.NaN;

    /// <summary>The difference in percent of the first group's mean; NaN also where that is 0.</summary>
    public double Percent { get; private init; } = double.NaN;

    /// <summary>Whether the difference is more than noise; null for the first group, and where neither has repeats.</summary>
    public MannWhitney? Test { get; private init; }

    /// <summary>What the groups have of a figure, the first of which the others are compared with.</summary>
    public static IReadOnlyList<FigureSide> AllOf(IEnumerable<IReadOnlyList<double>> groups)
    {
        FigureSide[] sides = [.. groups.Select(Of)];
        return [sides[0], .. sides[1..].Select(side => side.ComparedWith(sides[0]))];
    }

    private static FigureSide Of(IReadOnlyList<double> figures)
    {
        double[] known = [.. figures.Where(figure => !double.IsNaN(figure))];
        if (known.Length == 0)
            return new FigureSide(figures);
        // Of one figure it is that figure, which a sum and a division might miss by a hair.
        double mean = known.Min() + known.Select(figure => figure - known.Min()).Average();
        return new FigureSide(figures)
        {
            Mean = mean,
            StandardDeviation = known.Length < 2 ? double.NaN : Math.Sqrt(known.Sum(figure => (figure - mean) * (figure - mean)) / (known.Length - 1)),
            Min = known.Min(),
            Max = known.Max(),
        };
    }

    private FigureSide ComparedWith(FigureSide first)
    {
        double difference = Mean - first.Mean;
        return this with
        {
            Difference = difference,
            Percent = first.Mean == 0 ? double.NaN : 100 * difference / first.Mean,
            Test = Math.Max(Figures.Count, first.Figures.Count) > 1 ? MannWhitney.Of(first.Figures, Figures) : null,
        };
    }
}
