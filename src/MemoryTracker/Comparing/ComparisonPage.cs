using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Reports.Data;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Comparing;

/// <summary>A comparison as a page: its tables, and the recordings over each other in charts to look into.</summary>
/// <param name="comparison">What is told.</param>
/// <param name="title">A title in place of the comparison's own; null for that one.</param>
internal sealed class ComparisonPage(Comparison comparison, string? title)
{
    private readonly string _title = title ?? ComparisonChart.TitleOf(comparison);

    /// <summary>The number of a column is a byte.</summary>
    private const int MostColumns = 256;

    /// <summary>No more recordings of so many metrics have room in a page.</summary>
    public static int MostRecordings(int metrics) => MostColumns / (2 * metrics);

    /// <summary>The page as UTF-8.</summary>
    public byte[] Write()
    {
        using PointColumns points = new();
        ReportFacts facts = Facts(points);
        using MemoryStream page = new();
        new HtmlPage
        {
            Title = $"{_title} – memory_tracker",
            Script = "compare.js",
            Content = WriteContent,
            Facts = ReportJson.Write(facts),
            Data = points.Finish,
        }.Write(page);
        return page.ToArray();
    }

    private ReportFacts Facts(PointColumns columns)
    {
        ReportFacts.ChartFacts[] charts = [.. Charts(columns)];
        return new ReportFacts
        {
            FileName = "comparison",
            From = Math.Min(0, comparison.Recordings.Min(recording => -recording.Zero.TotalSeconds)),
            To = comparison.Recordings.Max(recording => (recording.Summary.Elapsed - recording.Zero).TotalSeconds),
            Samples = comparison.Recordings.Sum(recording => recording.Summary.Samples),
            IsReduced = true,
            Columns = columns.Columns,
            Charts = charts,
        };
    }

    /// <summary>One for each metric, RSS with its peaks; without those of which nothing is known.</summary>
    private IEnumerable<ReportFacts.ChartFacts> Charts(PointColumns columns) =>
        from compared in comparison.Groups.Index()
        from recording in compared.Item.Recordings
        from charted in recording.Series
        where charted.Series.Count > 0
        orderby ChartUnit.PlaceOf(charted.Metric)
        group Series(compared.Index, recording, charted, columns) by charted.Metric == Metric.PeakRss ? Metric.Rss : charted.Metric into chart
        select new ReportFacts.ChartFacts(MetricStyle.Of(chart.Key).Name, ReportCharts.UnitOf(chart.Key), [.. chart]);

    private ReportFacts.SeriesFacts Series(int place, ComparedRecording recording, ChartedSeries charted, PointColumns columns)
    {
        (int x, int y) = columns.Add(charted.Held ?? charted.Series, charted.Metric.Decimals, -(long)recording.Zero.TotalNanoseconds);
        string name = comparison.HasRepeats ? $"{comparison.Groups[place].Name}: {recording.Name}" : recording.Name;
        bool isMoment = charted.Metric.Kind == MetricKind.Moment || charted.Metric.Unit == Unit.Seconds;
        return new(charted.Metric == Metric.PeakRss ? $"{name}, peak between samples" : name, Color(ChartTheme.Light), Color(ChartTheme.Dark), isMoment ? "line" : "step", "", x, y);

        string Color(ChartTheme theme) => PageColor.Of(Palette.Of(theme).Recordings[place]);
    }

    private void WriteContent(HtmlWriter html)
    {
        string aligned = comparison.AlignedAt is { } marker ? $"Times are from the first '{marker}' of each." : "Times are from the start of each.";
        html.Write($"""
            <header class="top">
            <div><h1><bdi>{_title}</bdi></h1>
            <p class="lead">{aligned} Differences are from {comparison.Groups[0].Name}.</p></div>
            <div class="actions"><button type="button" id="theme" hidden>Dark</button></div>
            </header>
            <main>
            <section id="figures"><h2>Figures</h2>

            """);
        foreach (ComparisonTable table in ComparisonTable.AllOf(comparison))
            HtmlTable.Write(html, table.Title, table.Headings, table.Rows);
        foreach (string note in ComparisonColumns.Notes(comparison))
            html.Write($"<p class=\"remark\">{note}</p>\n");
        ComparisonTable assertions = ComparisonTable.OfAssertions(comparison);
        HtmlTable.Write(html, assertions.Title, assertions.Headings, assertions.Rows);
        html.WriteMarkup("""
            </section>
            <section id="charts" aria-label="Charts"><h2>Charts</h2>
            <p class="remark" id="state" role="status">This page draws its charts with a script, which does not run here: there are only the tables.</p>
            <div id="toolbar" hidden></div>
            <div id="lanes" hidden></div>
            <div id="plots" hidden></div>
            </section>
            <section id="recordings"><h2>Recordings</h2>

            """);
        ComparisonTable recordings = ComparisonTable.OfRecordings(comparison);
        HtmlTable.Write(html, recordings.Title, recordings.Headings, recordings.Rows);
        html.Write($"</section>\n</main>\n<footer><p>{DocumentMaker.Tool}</p></footer>\n");
    }
}
