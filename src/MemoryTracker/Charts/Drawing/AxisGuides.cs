namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// The guides of an axis: those that lie near its figures, for which the axis is made longer, and those too far away, which would press the figures to its floor and are only named at
/// the edge behind which they lie.
/// </summary>
internal sealed class AxisGuides
{
    /// <summary>No more times as high as the highest figure, or as low as the lowest on a logarithmic axis, is one that is drawn.</summary>
    public const double Farthest = 3;

    /// <param name="axis">The axis.</param>
    /// <param name="highest">Its highest figure, or how high it reaches without one.</param>
    /// <param name="isLogarithmic">Whether it has no zero.</param>
    public AxisGuides(ChartAxis axis, double highest, bool isLogarithmic)
    {
        double lowest = isLogarithmic ? axis.LowestAboveZero / Farthest : 0;
        Above = [.. axis.Guides.Where(guide => Top(guide) > Farthest * highest)];
        Below = [.. axis.Guides.Except(Above).Where(guide => guide.Kind == ChartGuide.Meaning.Limit ? Bottom(guide) < lowest : Top(guide) < lowest)];
        Drawn = [.. axis.Guides.Except(Above).Except(Below)];
    }

    /// <summary>Those that are drawn.</summary>
    public IReadOnlyList<ChartGuide> Drawn { get; }

    /// <summary>Those that lie above the picture.</summary>
    public IReadOnlyList<ChartGuide> Above { get; }

    /// <summary>Those that lie below it.</summary>
    public IReadOnlyList<ChartGuide> Below { get; }

    /// <summary>Where the highest one that is drawn lies; NaN when none is.</summary>
    public double Highest => Drawn.Select(Top).DefaultIfEmpty(double.NaN).Max();

    /// <summary>The lowest level above 0 that is drawn; infinite when none is.</summary>
    public double LowestAboveZero => Drawn.Where(guide => guide.Kind == ChartGuide.Meaning.Limit).Select(Bottom).Where(figure => figure > 0).DefaultIfEmpty(double.PositiveInfinity).Min();

    private static double Top(ChartGuide guide) => Math.Max(guide.AtFrom, guide.AtTo);

    private static double Bottom(ChartGuide guide) => Math.Min(guide.AtFrom, guide.AtTo);
}
