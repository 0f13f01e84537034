using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Limits;

/// <summary>
/// The growth of a metric as evidence: the slope after the warm-up, a second. The estimate is what counts, and its interval is told; what is flat grows by nothing, and what cannot be told is unknown.
/// </summary>
internal static class AssertedGrowth
{
    /// <summary>The word that an assertion has for it.</summary>
    public const string Word = "growth";

    /// <summary>That of a metric.</summary>
    public static AssertedFigure Of(Metric metric) => new($"{Word} {metric.Name}", metric.Unit, [metric], (of, _) => Tell(of, metric)) { Per = "min", Trend = metric };

    private static ToldFigure Tell(Evidence evidence, Metric metric)
    {
        if (!evidence.Recorded.Contains(metric))
            return ToldFigure.Unknown($"{metric.Name} was not recorded");
        GrowthReport report = evidence.Trends.First(trend => trend.Metric == metric).Judge();
        return report switch
        {
            { Verdict: GrowthVerdict.Unknown, Doubt: GrowthDoubt.Wanders } => ToldFigure.Unknown("cannot tell: it goes up and down so much, and so slowly, that growth could hide in it"),
            { Verdict: GrowthVerdict.Unknown } => ToldFigure.Unknown($"cannot tell: too short, it takes {GrowthReport.FewestFigures} samples over {Readable.Duration(GrowthReport.ShortestTime)} at least"),
            { Verdict: GrowthVerdict.Flat, Low: <= 0, High: >= 0 } => new ToldFigure(0, $"flat{Step(report, metric.Unit)}{Interval(report, metric.Unit)}{WarmUp(report)}"),
            _ => new ToldFigure(report.Slope, Interval(report, metric.Unit).TrimStart(';', ' ') + WarmUp(report)),
        };
    }

    private static string Interval(GrowthReport report, Unit unit) => $"; 95 %: {PerMinute(report.Low, unit)} to {PerMinute(report.High, unit)}";

    private static string PerMinute(double slope, Unit unit) => Readable.Figure(slope * 60, unit) + "/min";

    private static string Step(GrowthReport report, Unit unit) =>
        double.IsNaN(report.StepHeight) ? "" : $" but for one step of {Readable.Figure(report.StepHeight, unit)} at {Readable.Moment(report.StepAt)}";

    private static string WarmUp(GrowthReport report) => report.From > report.Begin ? $"; after a warm-up until {Readable.Moment(report.From)}" : "";
}
