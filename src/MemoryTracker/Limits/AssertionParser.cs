using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>Reads an assertion as a user writes it. The grammar is in docs/assertions.md.</summary>
/// <param name="condition">The text.</param>
internal sealed class AssertionParser(ConditionText condition)
{
    private static readonly AssertedFigure[] Whole = [AssertedFigure.PeakRss, AssertedFigure.CpuSeconds, AssertedFigure.Duration];

    /// <summary>Reads the whole of it.</summary>
    /// <exception cref="ConditionException">It cannot be understood.</exception>
    public Assertion Parse()
    {
        string? phase = condition.TryTake("phase") ? PhaseName() : null;
        int start = condition.At;
        AssertedFigure figure = Figure();
        if (phase is not null)
            figure = AssertedPhases.TryOf(figure, phase) ?? throw condition.Wrong($"of a phase there is no {figure.Name}, but {AssertedPhases.Names}", start);
        Relation relation = condition.Relation();
        if (condition.TryShare() is { } share)
        {
            string file = condition.Rest("the file of a recording, such as baseline.csv,");
            return new Assertion(condition.Whole, figure, relation, new AssertionBound(double.NaN) { Baseline = file, Share = share });
        }

        (double bound, string? per) = Bound(figure);
        condition.End();
        return new Assertion(condition.Whole, figure with { Per = per }, relation, new AssertionBound(bound));
    }

    private string PhaseName()
    {
        int start = condition.At;
        string name = condition.Quoted("the name of a phase");
        return name.Length > 0 ? name : throw condition.Wrong("the name of a phase is empty", start);
    }

    private AssertedFigure Figure()
    {
        int start = condition.At;
        if (condition.TryTake(AssertedGrowth.Word))
            return Growth(start);
        if (Statistic() is { } statistic)
            return OfMetric(statistic, start);
        if (Array.Find(Whole, figure => condition.TryTake(figure.Name)) is { } whole)
            return whole;
        string name = condition.Word();
        if (Metric.All.FirstOrDefault(metric => metric.Name == name) is { } one)
            return AssertedFigure.Worst(one);
        string known = string.Join(", ", Whole.Select(figure => figure.Name));
        throw condition.Wrong(
            name.Length == 0 ? "what is asserted must stand here, such as peak_rss, mean rss or p99 cpu" : $"'{name}' is no figure and no metric: {known}, or a metric (--metrics help lists all)",
            start);
    }

    private MetricStatistic? Statistic() => condition.TryPercentile() is { } share
        ? MetricStatistic.Percentile(share)
        : MetricStatistic.All.FirstOrDefault(statistic => condition.TryTake(statistic.Name));

    private AssertedFigure Growth(int start)
    {
        Metric metric = MetricOf(AssertedGrowth.Word, start);
        return metric.Kind == MetricKind.Moment ? AssertedGrowth.Of(metric) : throw NoSuch(AssertedGrowth.Word, metric, start);
    }

    private AssertedFigure OfMetric(MetricStatistic statistic, int start)
    {
        Metric metric = MetricOf(statistic.Name, start);
        bool isOfCounter = metric.Kind == MetricKind.Counter;
        return isOfCounter == statistic.IsOfCounters ? AssertedFigure.Of(statistic, metric) : throw NoSuch(statistic.Name, metric, start);
    }

    private Metric MetricOf(string statistic, int start)
    {
        Metric metric = condition.Metric();
        return metric != Metric.PeakRss ? metric : throw condition.Wrong($"peak_rss is one figure: leave out '{statistic}'", start);
    }

    private ConditionException NoSuch(string statistic, Metric metric, int start) =>
        condition.Wrong($"of {metric.Name} there is no {statistic}, but {MetricStatistic.Names(metric.Kind)}", start);

    /// <summary>The bound as it was written, and of a rate its time.</summary>
    private (double Bound, string? Per) Bound(AssertedFigure figure)
    {
        if (figure.Per is null)
            return (condition.Quantity(figure.Unit), null);
        int start = condition.At;
        _ = condition.Rate(figure.Unit);
        string[] parts = condition.Whole[start..condition.At].Split('/');
        return (Quantity.Parse(parts[0], figure.Unit)!.Value, parts[1].Trim());
    }
}
