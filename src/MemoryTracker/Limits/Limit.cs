using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>
/// A level that a metric must not cross while it is recorded, such as <c>rss &gt; 2GiB for 5s</c>: crossed when the condition has held at every known sample for that long, from the
/// first of them to the last. Of what counts up there are none.
/// </summary>
internal sealed record Limit
{
    private Limit(string text, Metric metric, Relation relation, double bound, TimeSpan hold) =>
        (Text, Metric, Relation, Bound, Hold) = (text, metric, relation, bound, hold);

    /// <summary>The condition as it was written, with single spaces; the grammar leaves nothing in it that is not safe to show.</summary>
    public string Text { get; }

    /// <summary>What it is called in charts and among markers.</summary>
    public string Label => LabelOf(Text);

    /// <summary>Of the total where several processes are recorded.</summary>
    public Metric Metric { get; }

    /// <summary>How the figure stands to the bound when it is crossed.</summary>
    public Relation Relation { get; }

    /// <summary>In the metric's unit.</summary>
    public double Bound { get; }

    /// <summary>How long the condition must hold; zero for the first sample at which it does.</summary>
    public TimeSpan Hold { get; }

    /// <summary>
    /// Whether a peak that is known from between two samples crosses it, too: RSS was above the bound, though at no sample.
    /// </summary>
    public bool CountsPeaks => Metric == Metric.Rss && !Relation.IsUpper && Hold == TimeSpan.Zero;

    /// <summary>Reads a condition.</summary>
    /// <exception cref="ConditionException">It cannot be understood, or is none of a limit.</exception>
    public static Limit Parse(string condition)
    {
        ConditionText text = new(condition);
        int start = text.At;
        Metric metric = text.Metric();
        if (metric.Kind == MetricKind.Counter)
            throw text.Wrong($"{metric.Name} counts up and never falls: a limit is of a level such as rss, cpu or threads", start);
        Relation relation = text.Relation();
        int boundAt = text.At;
        double bound = text.Quantity(metric.Unit);
        if (!double.IsFinite(bound))
            throw text.Wrong("that is more than can be counted", boundAt);
        return new Limit(Shown(condition), metric, relation, bound, HoldOf(text, metric));
    }

    /// <summary>How a limit of that text is called.</summary>
    internal static string LabelOf(string text) => $"limit: {text}";

    private static TimeSpan HoldOf(ConditionText text, Metric metric)
    {
        if (text.IsOver)
            return TimeSpan.Zero;
        int start = text.At;
        if (!text.TryTake("for"))
            throw text.Wrong("only 'for' and a time may stand here, such as for 5s");
        if (metric == Metric.PeakRss)
            throw text.Wrong("a peak lasts no time: leave this out, or take rss", start);
        TimeSpan hold = TimeSpan.FromSeconds(text.Quantity(Unit.Seconds));
        text.End();
        return hold;
    }

    private static string Shown(string condition) => string.Join(' ', condition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
