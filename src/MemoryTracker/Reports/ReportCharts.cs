using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;

namespace MemoryTracker.Reports;

/// <summary>Which charts a report has: RSS with its peaks, the parts of RSS together, and every other metric by itself, in the order of the units of a picture.</summary>
internal static class ReportCharts
{
    /// <summary>The names of the units that the page knows, in the order of <see cref="ChartUnit.All"/>.</summary>
    private static readonly string[] Units = ["bytes", "percent", "byte_rate", "rate", "count", "seconds"];

    /// <summary>The charts of those metrics; each of them is in one.</summary>
    /// <param name="metrics">The metrics of which something is known, in the order of the table.</param>
    /// <param name="columns">The columns of a metric's times and figures.</param>
    /// <param name="areSamples">Whether the figures are those of the samples, of which the page makes what is drawn.</param>
    /// <param name="guides">The lines that figures are held against.</param>
    public static IEnumerable<ReportFacts.ChartFacts> Of(
        IReadOnlyList<Metric> metrics, Func<Metric, (int X, int Y)> columns, bool areSamples, IReadOnlyList<ChartGuide> guides)
    {
        IEnumerable<IGrouping<Metric, Metric>> charts = metrics.GroupBy(metric => Chart(metric, metrics)).OrderBy(chart => Place(chart.Key));
        return charts.Select(chart => new ReportFacts.ChartFacts(Title(chart.Key, chart.Count()), UnitOf(chart.Key), [.. chart.Select(Series)]) { Guides = Guides(chart) });

        IReadOnlyList<ReportFacts.GuideFacts>? Guides(IGrouping<Metric, Metric> chart)
        {
            ReportFacts.GuideFacts[] drawn = [.. guides.Where(guide => Chart(guide.Metric, metrics) == chart.Key).Select(Facts)];
            return drawn.Length == 0 ? null : drawn;
        }

        ReportFacts.SeriesFacts Series(Metric metric)
        {
            (int x, int y) = columns(metric);
            MetricStyle style = MetricStyle.Of(metric);
            return new(style.Name, Color(style, ChartTheme.Light), Color(style, ChartTheme.Dark), Drawn(metric), areSamples ? Made(metric) : "", x, y)
            {
                BreaksAtGaps = areSamples && metric.Kind != MetricKind.Interval && !ChartMetrics.IsRate(metric),
                MarksPeak = metric == Metric.Rss || metric == Metric.PeakRss,
            };
        }
    }

    private static ReportFacts.GuideFacts Facts(ChartGuide guide) =>
        new(guide.Kind == ChartGuide.Meaning.Limit, SafeText.Clean(guide.Label), guide.From.TotalSeconds, guide.AtFrom, guide.To.TotalSeconds, guide.AtTo);

    /// <summary>The metric in whose chart one is drawn.</summary>
    private static Metric Chart(Metric metric, IReadOnlyList<Metric> known) =>
        metric == Metric.PeakRss && known.Contains(Metric.Rss) ? Metric.Rss
        : ChartMetrics.Parts.Contains(metric) ? ChartMetrics.Parts.First(known.Contains)
        : metric;

    /// <summary>The name of a metric's unit that the page knows.</summary>
    public static string UnitOf(Metric metric) => Units[Place(metric)];

    private static int Place(Metric metric) => ChartUnit.All.ToList().IndexOf(ChartUnit.Of(metric));

    private static string Title(Metric metric, int count) => (metric == Metric.Rss, count) switch
    {
        (_, 1) => Capital(MetricStyle.Of(metric).Name),
        (true, _) => "RSS and its peaks",
        _ => "Parts of RSS",
    };

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Drawn(Metric metric) => metric == Metric.PeakRss ? "peak"
        : metric.Kind == MetricKind.Moment || metric.Unit == Unit.Seconds ? "line"
        : "step";

    private static string Made(Metric metric) => ChartMetrics.IsRate(metric) ? "growth"
        : metric.IsHeld ? "held"
        : metric is { Kind: MetricKind.Interval, Unit: Unit.Percent } ? "spread"
        : "";

    private static string Color(MetricStyle style, ChartTheme theme) => PageColor.Of(style.Color(theme));
}
