using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>The statistics of a recording: a row for each metric, and of those that count up their totals.</summary>
internal sealed class SummaryTables(Summary summary, RecordingDocument document)
{
    private static readonly string[] Headings = ["", "mean", "median", "min", "max", "std dev", "p95", "p99", "first", "last", "change"];

    public void Write(HtmlWriter html)
    {
        // Without a sample they would be dashes, and of CPU a mean over a moment.
        if ((document.Statistics?.Samples ?? summary.Samples) == 0)
            return;
        html.WriteMarkup("<section id=\"statistics\"><h2>Statistics</h2>\n");
        HtmlTable.Write(html, "Figures of each metric", Headings, summary.Metrics.InOrder.Where(metric => metric.Kind != MetricKind.Counter).Select(Figures));
        HtmlTable.Write(html, "Totals of what counts up", ["", "total", "a second"], summary.Metrics.InOrder.Where(metric => metric.Kind == MetricKind.Counter).Select(Counter));
        html.WriteMarkup("</section>\n");
    }

    private IReadOnlyList<string> Figures(Metric metric)
    {
        Distribution figures = summary[metric];
        double[] told =
        [
            summary.Mean(metric), figures.Quantile(0.5), figures.Min, figures.Max, figures.StandardDeviation,
            figures.Quantile(0.95), figures.Quantile(0.99), figures.First, figures.Last,
        ];
        string change = (figures.Change > 0 ? "+" : "") + Readable.Figure(figures.Change, metric.Unit);
        return [metric.Name, .. told.Select(figure => Readable.Figure(figure, metric.Unit)), change];
    }

    private IReadOnlyList<string> Counter(Metric metric) =>
        [metric.Name, Readable.Figure(summary.Total(metric), metric.Unit), Readable.Figure(summary.PerSecond(metric), metric.Unit)];
}
