using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>Something that is to hold of a recording, such as <c>peak_rss &lt; 500MiB</c>.</summary>
/// <param name="Text">How it was written.</param>
/// <param name="Figure">What it is about.</param>
/// <param name="Relation">How that has to stand to the bound.</param>
/// <param name="Bound">The bound.</param>
internal sealed record Assertion(string Text, AssertedFigure Figure, Relation Relation, AssertionBound Bound)
{
    /// <summary>For what time the figure counts, such as <c>min</c>; null when it is no rate.</summary>
    public string? Per => Figure.Per;

    /// <summary>Reads one as a user writes it; the grammar is in docs/assertions.md.</summary>
    /// <exception cref="ConditionException">It cannot be understood.</exception>
    public static Assertion Parse(string text) => new AssertionParser(new ConditionText(text.Trim())).Parse();

    /// <summary>The same with the bound that a recording gives.</summary>
    /// <param name="baseline">What that says.</param>
    /// <param name="missing">Why there is none, in words; else null.</param>
    public Assertion Against(Evidence baseline, out string? missing)
    {
        ToldFigure told = Figure.Tell(baseline, Relation);
        missing = told.Missing;
        return this with { Bound = Bound with { Figure = Bound.Share * told.Value * SecondsPer } };
    }

    /// <summary>Whether it holds of a recording. What cannot be known does not hold.</summary>
    public AssertionResult Judge(Evidence evidence)
    {
        ToldFigure told = Figure.Tell(evidence, Relation);
        double figure = told.Value * SecondsPer;
        bool holds = Relation.Holds(figure, Bound.Figure);
        bool isJudged = !double.IsNaN(figure) && (!holds || told.Missing is null);
        return new AssertionResult(SafeText.Clean(Text), holds && isJudged, isJudged)
        {
            Figure = figure,
            Bound = Bound.Figure,
            Unit = Figure.Unit,
            Per = Per,
            Why = isJudged ? told.Remark : told.Missing,
        };
    }

    /// <summary>Rates are known by the second.</summary>
    private double SecondsPer => Per is null ? 1 : TimeValue.Parse($"1{Per}", TimeSpan.FromSeconds(1))!.Value.TotalSeconds;
}
