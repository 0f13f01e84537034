using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;

namespace MemoryTracker.Comparing;

/// <summary>The table of a comparison as people read it: which columns tell of each group, and how.</summary>
internal static class ComparisonColumns
{
    private const string Unknown = "–";
    private const double LeastP = 0.0001;

    /// <summary>The columns of each group, the first of which has no differences.</summary>
    /// <param name="comparison">What is told.</param>
    /// <param name="names">What the groups are called there.</param>
    public static IReadOnlyList<IReadOnlyList<ComparisonColumn>> Of(Comparison comparison, IReadOnlyList<string> names) =>
        [.. names.Select((name, index) => OfGroup(comparison.HasRepeats, name, index).ToArray())];

    /// <summary>What a figure is called: with a sign where it is not known exactly.</summary>
    public static string NameOf(ComparedFigure figure, Func<string, string> shorten) =>
        figure.Phase is { } phase ? $"{(figure.IsRough ? "≈ " : "")}{shorten(phase)}: {figure.Name}" : figure.Name;

    /// <summary>What is to be said below the table.</summary>
    /// <param name="comparison">What is told.</param>
    /// <param name="nameOf">Makes a name fit for where the notes stand.</param>
    public static IEnumerable<string> Notes(Comparison comparison, Func<string, string>? nameOf = null)
    {
        if (comparison.Groups.Count > 2)
            yield return $"Differences are from {nameOf?.Invoke(comparison.Groups[0].Name) ?? comparison.Groups[0].Name}.";
        if (comparison.HasRepeats)
        {
            yield return "± is the standard deviation in percent of the mean.";
            foreach (string note in NotesOfTests(comparison))
                yield return note;
        }

        if (comparison.Figures.Any(figure => figure.IsRough))
            yield return "≈: an end of such a phase is not known exactly, or lies outside the recording.";
        if (comparison.Recordings.Any(recording => !recording.Summary.Rss.IsExact || !recording.Summary.Cpu.IsExact))
            yield return "Medians and percentiles are within 0.1 %.";
    }

    /// <summary>A difference with its sign; of percent in points, because percent of them stand beside it.</summary>
    public static string Difference(double difference, Unit unit) => unit == Unit.Percent && !double.IsNaN(difference)
        ? Signed(difference, Number(Math.Abs(difference), 1) + " points")
        : Signed(difference, Readable.Figure(Math.Abs(difference), unit));

    /// <summary>The interval of a recording.</summary>
    public static string Interval(double? seconds) => seconds switch
    {
        null => Unknown,
        0 => "(flat out)",
        { } interval => Readable.Figure(interval, Unit.Seconds),
    };

    /// <summary>A share with its sign.</summary>
    public static string Percent(double percent) => Signed(Math.Abs(percent) < 0.05 ? 0 : percent, Number(Math.Abs(percent), Math.Abs(percent) < 999.95 ? 1 : 0) + " %");

    /// <summary>A probability, as many decimals as tell something.</summary>
    public static string Probability(double p) => p < LeastP ? "p < 0.0001" : "p = " + p.ToString(p < 0.001 ? "0.0000" : "0.000", CultureInfo.InvariantCulture);

    private static IEnumerable<ComparisonColumn> OfGroup(bool hasRepeats, string name, int index)
    {
        yield return new(name, index == 0 ? 4 : 2, figure => Mean(figure.Sides[index], figure.Unit));
        if (hasRepeats)
            yield return new("from – to", 6, figure => Range(figure.Sides[index], figure.Unit));
        if (index == 0)
            yield break;
        yield return new("difference", 5, figure => Difference(figure.Sides[index].Difference, figure.Unit));
        yield return new("percent", 0, figure => Percent(figure.Sides[index].Percent));
        if (hasRepeats)
        {
            yield return new("differs", 1, figure => Verdict(figure.Sides[index].Test));
            yield return new("U", 7, figure => figure.Sides[index].Test is { } test ? Readable.Number(test.U) : Unknown);
        }
    }

    /// <summary>With the spread of repeats, and of how many the figure is known where that is not all.</summary>
    private static string Mean(FigureSide side, Unit unit)
    {
        double spread = 100 * side.StandardDeviation / side.Mean;
        string deviation = double.IsFinite(spread) ? $" ± {Number(spread, spread < 9.95 ? 1 : 0)} %" : "";
        string known = side.Known is 0 || side.Known == side.Figures.Count ? "" : FormattableString.Invariant($" ({side.Known} of {side.Figures.Count})");
        return Readable.Figure(side.Mean, unit) + deviation + known;
    }

    private static string Range(FigureSide side, Unit unit) =>
        side.Known < 2 ? Unknown : $"{Readable.Figure(side.Min, unit)} – {Readable.Figure(side.Max, unit)}";

    private static string Verdict(MannWhitney? test) => test switch
    {
        null => Unknown,
        { IsMoreThanNoise: null } => "too few",
        { IsMoreThanNoise: true } => $"yes, {Probability(test.P)}",
        _ => $"no, {Probability(test.P)}",
    };

    private static IEnumerable<string> NotesOfTests(Comparison comparison)
    {
        MannWhitney[] tests = [.. comparison.Figures.SelectMany(figure => figure.Sides).Select(side => side.Test).OfType<MannWhitney>()];
        if (Array.Exists(tests, test => test.CanTell))
        {
            yield return $"Differs: whether the difference is more than noise, by the U test of Mann and Whitney, two-sided ({Distributions(tests)}), at p < 0.05. Of 20 figures that differ by noise alone one is expected to be called different.";
        }

        if (Array.Find(tests, test => !test.CanTell) is { } few)
        {
            yield return few.LeastP < MannWhitney.Level
                ? $"Too few: too few repeats to tell a difference from noise, which needs {MannWhitney.FewestRepeats} in each group at least."
                : $"Too few: too few repeats to tell a difference from noise; with as many p is never below {few.LeastP.ToString("0.##", CultureInfo.InvariantCulture)}, whatever the figures are.";
        }
    }

    private static string Distributions(MannWhitney[] tests) => string.Join(" or ", tests.Select(test => test.IsExact ? "exact" : "by the normal distribution").Distinct());

    private static string Signed(double difference, string magnitude) =>
        double.IsNaN(difference) ? Unknown : difference > 0 ? "+" + magnitude : difference < 0 ? "-" + magnitude : magnitude;

    private static string Number(double number, int decimals) => number.ToString(decimals == 0 ? "#,0" : "0.0", CultureInfo.InvariantCulture);
}
