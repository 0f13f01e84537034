using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>What people read in a report, with or without scripts: the summary, a preview of the charts, the tables, and what is to be known of the recording.</summary>
internal sealed class ReportBody(
    string title, RecordingDocument document, Summary summary, PhaseReport phases, TimeSpan from, ReducedSeries reduced, IReadOnlyList<ChartGuide> guides, bool isReduced)
{
    private readonly SummarySentences _sentences = new(summary, document);

    public void Write(HtmlWriter html)
    {
        html.Write($"""
            <header class="top">
            <div><h1><bdi>{title}</bdi></h1>
            <p class="lead">{_sentences.Length}</p></div>
            <div class="actions"><button type="button" id="theme" hidden>Dark</button><button type="button" id="csv" title="All samples of the page; of several processes those of their total" hidden>Download CSV</button></div>
            </header>
            <main>

            """);
        new KeyFigures(document, summary, _sentences).Write(html);
        new AssertionSection(document).Write(html);
        WriteCharts(html);
        new SummaryTables(summary, document).Write(html);
        new PhaseSection(phases).Write(html);
        new ProcessSection(document).Write(html);
        WriteDataTable(html);
        new AboutSection(document, summary).Write(html);
        html.WriteMarkup("</main>\n<footer>");
        foreach (string line in _sentences.Accuracy.Split('\n'))
            html.Write($"<p>{line}</p>");
        html.Write($"<p>{document.Tool}</p></footer>\n");
    }

    private void WriteCharts(HtmlWriter html)
    {
        html.WriteMarkup("<section id=\"charts\" aria-label=\"Charts\">\n<h2>Charts</h2>\n");
        Metric[] unknown = [.. summary.Metrics.InOrder.Except(reduced.Known)];
        if (unknown.Length > 0)
            html.Write($"<p class=\"remark\">Nothing is known of {string.Join(", ", unknown.Select(metric => metric.Name))}.</p>\n");
        if (isReduced)
            html.Write($"<p class=\"remark\" id=\"reduced\">Drawn from {Readable.Count(summary.Samples, "sample")}, reduced to the first, lowest, highest and last of each {Span()}: extremes are exact.</p>\n");
        string state = reduced.Known.Any() ? "This page draws its charts with a script, which does not run here: this is a preview." : "";
        html.Write($"<p class=\"remark\" id=\"state\" role=\"status\">{state}</p>\n");
        Preview.Write(html, reduced, guides, from, summary.Elapsed);
        html.WriteMarkup("<div id=\"toolbar\" hidden></div>\n<div id=\"lanes\" hidden></div>\n<div id=\"plots\" hidden></div>\n</section>\n");
    }

    /// <summary>How much time the points of a metric stand for, of the one that has it coarsest.</summary>
    private string Span() =>
        Readable.Duration(TimeSpan.FromTicks(reduced.Known.Select(metric => reduced.Of(metric).SpanNanoseconds).DefaultIfEmpty(0).Max() / TimeSpan.NanosecondsPerTick));

    private static void WriteDataTable(HtmlWriter html) => html.WriteMarkup("""
        <section id="data-section" hidden><h2>Data</h2>
        <details id="data-table"><summary>The data of the shown time as a table</summary><div></div></details>
        </section>

        """);
}
