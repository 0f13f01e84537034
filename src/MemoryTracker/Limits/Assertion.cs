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
        // What may have been more makes no other bound of what is known to have been.
        missing = double.IsNaN(told.Value) ? told.Missing : null;
        return this with { Bound = Bound with { Figure = Bound.Share * told.Value * SecondsPer } };
    }

    /// <summary>Whether it holds of a recording. What cannot be known does not hold.</summary>
    public AssertionResult Judge(Evidence evidence)
    {
        ToldFigure told = Figure.Tell(evidence, Relation);
        double figure = told.Value * SecondsPer;
        bool holds = Relation.Holds(figure, Bound.Figure);
        string? missing = told.Missing ?? evidence.Lost;
        bool holdsAnyway = Relation.IsUpper && Relation.Holds(told.AtMost * SecondsPer, Bound.Figure);
        bool isJudged = !double.IsNaN(figure) && (!holds || missing is null || holdsAnyway);
        return new AssertionResult(SafeText.Clean(Text), holds && isJudged, isJudged)
        {
            Figure = figure,
            Bound = Bound.Figure,
            Unit = Figure.Unit,
            Per = Per,
            Why = isJudged ? Remarks(told.Remark) : missing,
        };
    }

    /// <summary>The bound that another recording gives stands nowhere else.</summary>
    private string? Remarks(string? remark) => Bound.Baseline is null ? remark
        : string.Join("; ", new[] { remark, $"against {Readable.Figure(Bound.Figure, Figure.Unit)}{(Per is null ? "" : $"/{Per}")}" }.OfType<string>());

    /// <summary>Rates are known by the second.</summary>
    private double SecondsPer => Per is null ? 1 : TimeValue.Parse($"1{Per}", TimeSpan.FromSeconds(1))!.Value.TotalSeconds;
}
