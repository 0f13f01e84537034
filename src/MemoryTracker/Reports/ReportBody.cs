using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>What people read in a report, with or without scripts: the summary, a preview of the charts, the tables, and what is to be known of the recording.</summary>
internal sealed class ReportBody(
    string title, RecordingDocument document, Summary summary, PhaseReport phases, TimeSpan from, ReducedSeries reduced, bool isReduced)
{
    private readonly SummaryTexts _texts = new(document, summary);

    public void Write(HtmlWriter html)
    {
        html.Write($"""
            <header class="top">
            <div><h1><bdi>{title}</bdi></h1>
            <p class="lead">{_texts.Lead}</p></div>
            <div class="actions"><button type="button" id="theme" hidden>Dark</button><button type="button" id="csv" title="All samples of the page; of several processes those of their total" hidden>Download CSV</button></div>
            </header>
            <main>

            """);
        WriteKeyFigures(html);
        WriteCharts(html);
        new SummaryTables(summary, document).Write(html);
        new PhaseSection(phases).Write(html);
        new ProcessSection(document).Write(html);
        WriteDataTable(html);
        new AboutSection(document, summary, _texts).Write(html);
        html.Write($"</main>\n<footer><p>{_texts.Accuracy}</p><p>{document.Tool}</p></footer>\n");
    }

    private void WriteKeyFigures(HtmlWriter html)
    {
        html.WriteMarkup("<section class=\"key\" aria-label=\"Key figures\"><dl>\n");
        foreach ((string name, string figure, string note) in _texts.KeyFigures)
            html.Write($"<div><dt>{name}</dt><dd>{figure}</dd><dd class=\"note\">{note}</dd></div>\n");
        html.WriteMarkup("</dl></section>\n");
        foreach (string note in _texts.Notes)
            html.Write($"<p class=\"remark\">{note}</p>\n");
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
        Preview.Write(html, reduced, from, summary.Elapsed);
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
