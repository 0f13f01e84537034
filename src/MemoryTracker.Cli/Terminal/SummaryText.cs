using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What is shown at the end of a recording: statistics, the peak, and one honest line about the recording itself.</summary>
/// <param name="summary">The statistics.</param>
/// <param name="document">What else is known of it.</param>
/// <param name="phases">Its phases.</param>
/// <param name="columns">How wide the terminal is: lines break between words there, and phases are told in as many columns of figures as fit.</param>
internal sealed class SummaryText(Summary summary, RecordingDocument document, PhaseReport phases, int columns)
{
    private readonly SummarySentences _sentences = new(summary, document);

    /// <summary>The text, with a line feed at its end.</summary>
    public string Render(bool hasColor)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = TextOutput.ConsoleOf(text, columns, hasColor);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{document.Title}[/]: {_sentences.Length}");
        if (document.End?.Oom is { } oom)
            console.WriteLine($"  {oom}");
        console.WriteLine();
        if (_sentences.Samples == 0)
        {
            console.WriteLine(SummarySentences.NoSample);
            console.WriteLine();
        }

        foreach (Table table in Statistics())
        {
            console.Write(table);
            console.WriteLine();
        }

        WriteLines(console);
        console.WriteLine();
        foreach (Table table in new PhaseTables(phases, columns).All)
        {
            console.Write(table);
            console.WriteLine();
        }

        if (new ProcessTable(document, columns).Table is { } processes)
        {
            console.Write(processes.Table);
            console.WriteLine(processes.Below);
            console.WriteLine();
        }

        AssertionLines.Write(console, [.. document.Results().Select(result => ((string?)null, result))]);
        console.MarkupLineInterpolated($"[dim]{_sentences.Accuracy}[/]");
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private void WriteLines(IAnsiConsole console)
    {
        if (_sentences.TellsPeak)
            console.WriteLine($"Peak RSS  {_sentences.PeakAndTime}");
        if (_sentences.TellsPeak && _sentences.PeakBefore is { } before)
            console.WriteLine($"  {before}");
        if (_sentences.TellsPeak && _sentences.PeakOfOne(name => name) is { } one)
            console.WriteLine($"  {one}");
        if (_sentences.Growth is { } growth)
            console.WriteLine($"Growth    {growth}");
        if (_sentences.Pss is { } share)
            console.WriteLine($"PSS       {share}");
        console.WriteLine($"CPU time  {_sentences.CpuTime}");
        if (_sentences.Waited is { } waited)
            console.WriteLine($"  {waited}");
        foreach ((int index, (string condition, string outcome)) in _sentences.Limits.Index())
            console.WriteLine($"{(index == 0 ? "Limits    " : "          ")}{condition}: {outcome}");
        if (_sentences.Markers is { } markers)
            console.WriteLine($"Markers   {markers}");
    }

    /// <summary>Without a sample they would be dashes, and of CPU a mean over a moment.</summary>
    private IEnumerable<Table> Statistics() =>
        _sentences.Samples == 0 ? [] : new[] { Figures(), Further(), Counters() }.Where(table => table.Rows.Count > 0);

    /// <summary>RSS and CPU in full, or that of both which is recorded.</summary>
    private Table Figures()
    {
        Metric[] columns = [.. summary.Metrics.InOrder.Where(metric => metric == Metric.Rss || metric == Metric.Cpu)];
        Table table = NewTable([.. columns.Select(metric => metric == Metric.Rss ? "RSS" : "CPU")]);
        if (columns.Length == 0)
            return table;
        foreach ((string name, Func<Summary, Metric, double> figure) in SummarySentences.Rows)
            table.AddRow([name, .. columns.Select(metric => Readable.Figure(figure(summary, metric), metric.Unit))]);
        if (columns[0] == Metric.Rss)
            table.AddRow(["change", _sentences.Change, .. columns[1..].Select(_ => "")]);
        return table;
    }

    /// <summary>A row for each further metric: they would not fit side by side.</summary>
    private Table Further() => FittedTable.Of(
        [
            new("", 0, metric => metric.Name),
            new("mean", 2, metric => Readable.Figure(summary.Mean(metric), metric.Unit)),
            new("min", 3, metric => Readable.Figure(summary[metric].Min, metric.Unit)),
            new("max", 1, metric => Readable.Figure(summary[metric].Max, metric.Unit)),
            new("last", 0, metric => Readable.Figure(summary[metric].Last, metric.Unit)),
        ],
        [.. summary.Metrics.InOrder.Where(metric => metric.Kind != MetricKind.Counter && metric != Metric.Rss && metric != Metric.PeakRss && metric != Metric.Cpu)],
        columns);

    /// <summary>What counts up has a total; a mean of its figures would say nothing.</summary>
    private Table Counters() => FittedTable.Of<Metric>(
        [
            new("", 0, metric => metric.Name),
            new("total", 0, metric => Readable.Figure(summary.Total(metric), metric.Unit)),
            new("a second", 1, metric => Readable.Figure(summary.PerSecond(metric), metric.Unit)),
        ],
        [.. summary.Metrics.InOrder.Where(metric => metric.Kind == MetricKind.Counter)],
        columns);

    private static Table NewTable(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn("", column => column.NoWrap());
        foreach (string heading in headings)
            table.AddColumn(new TableColumn($"[bold]{heading}[/]").RightAligned().PadLeft(2).NoWrap());
        return table;
    }
}
