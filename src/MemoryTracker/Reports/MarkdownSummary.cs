using System.Globalization;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>The summary of a recording in GitHub's Markdown, to be pasted into an issue, a pull request or the summary of a job: what the terminal shows at the end.</summary>
/// <param name="summary">The statistics.</param>
/// <param name="document">What else is known of it.</param>
/// <param name="phases">Its phases.</param>
internal sealed class MarkdownSummary(Summary summary, RecordingDocument document, PhaseReport phases)
{
    private const int MostPhases = 50;
    private const int MostProcesses = 20;
    private const int LongestName = 80;

    private readonly SummarySentences _sentences = new(summary, document);

    /// <summary>The text in UTF-8, with a line feed at its end.</summary>
    public byte[] Write()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"**{MarkdownText.Code(document.Title)}**: {_sentences.Length}\n\n");
        if (document.End?.Oom is { } oom)
            text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Code(oom)}\n\n");
        text.Append(AssertionRows.Markdown(document.Results()));
        text.Append(Statistics()).Append(Lines()).Append('\n').Append(Phases()).Append(Totals()).Append(Processes());
        foreach (string line in _sentences.Accuracy.Split('\n'))
            text.Append(CultureInfo.InvariantCulture, $"<sub>{line}</sub>  \n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Without a sample there is nothing to be told.</summary>
    private string Statistics() => _sentences.Samples == 0 ? SummarySentences.NoSample + "\n\n" : Figures() + Further() + Counters();

    private string Figures()
    {
        Metric[] columns = [.. summary.Metrics.InOrder.Where(metric => metric == Metric.Rss || metric == Metric.Cpu)];
        if (columns.Length == 0)
            return "";
        IEnumerable<string[]> rows = SummarySentences.Rows.Select(row =>
            (string[])[row.Name, .. columns.Select(metric => Readable.Figure(row.Figure(summary, metric), metric.Unit))]);
        if (columns[0] == Metric.Rss)
            rows = rows.Append(["change", _sentences.Change, .. columns[1..].Select(_ => "")]);
        return MarkdownText.Table(["", .. columns.Select(metric => metric == Metric.Rss ? "RSS" : "CPU")], rows);
    }

    private string Further() => MarkdownText.Table(
        ["", "mean", "min", "max", "last"],
        from metric in summary.Metrics.InOrder
        where metric.Kind != MetricKind.Counter && metric != Metric.Rss && metric != Metric.PeakRss && metric != Metric.Cpu
        let figures = summary[metric]
        select (string[])[
            MarkdownText.Code(metric.Name),
            .. new[] { summary.Mean(metric), figures.Min, figures.Max, figures.Last }.Select(figure => Readable.Figure(figure, metric.Unit))]);

    private string Counters() => MarkdownText.Table(
        ["", "total", "a second"],
        from metric in summary.Metrics.InOrder
        where metric.Kind == MetricKind.Counter
        select (string[])[MarkdownText.Code(metric.Name), Readable.Figure(summary.Total(metric), metric.Unit), Readable.Figure(summary.PerSecond(metric), metric.Unit)]);

    private string Lines()
    {
        StringBuilder lines = new();
        if (_sentences.TellsPeak)
            lines.Append(CultureInfo.InvariantCulture, $"- Peak RSS: **{_sentences.PeakAndTime}**\n");
        if (_sentences.TellsPeak && _sentences.PeakBefore is { } before)
            lines.Append(CultureInfo.InvariantCulture, $"  - {before}\n");
        if (_sentences.TellsPeak && _sentences.PeakOfOne(MarkdownText.Code) is { } one)
            lines.Append(CultureInfo.InvariantCulture, $"  - {one}\n");
        if (_sentences.Growth is { } growth)
            lines.Append(CultureInfo.InvariantCulture, $"- Growth: {growth}\n");
        if (_sentences.Pss is { } share)
            lines.Append(CultureInfo.InvariantCulture, $"- PSS: {share}\n");
        lines.Append(CultureInfo.InvariantCulture, $"- CPU time: {_sentences.CpuTime}\n");
        if (_sentences.Waited is { } waited)
            lines.Append(CultureInfo.InvariantCulture, $"  - {waited}\n");
        foreach ((string condition, string outcome) in _sentences.Limits)
            lines.Append(CultureInfo.InvariantCulture, $"- Limit {MarkdownText.Code(condition)}: {outcome}\n");
        if (_sentences.Markers is { } markers)
            lines.Append(CultureInfo.InvariantCulture, $"- Markers: {markers}\n");
        return lines.ToString();
    }

    private string Phases()
    {
        Phase[] shown = [.. phases.Phases.Take(MostPhases)];
        string table = MarkdownText.Table(
            ["phase", "at", "duration", "RSS at start", "at end", "change", "peak", "mean", "CPU time"],
            shown.Select(phase => (string[])[
                TableTexts.Name(phase, Short(phase.Name)),
                Readable.Moment(phase.From),
                Readable.Duration(phase.Duration),
                Bytes(phase.RssAtStart),
                Bytes(phase.RssAtEnd),
                TableTexts.Change(phase.Change),
                Bytes(phase.PeakRss),
                Bytes(phase.MeanRss),
                Seconds(phase.CpuSeconds),
            ]));
        return table + More(phases.Phases.Count + phases.NotListed - shown.Length);
    }

    private string Totals()
    {
        PhaseTotal[] shown = [.. phases.Totals.Take(MostPhases)];
        string table = MarkdownText.Table(
            ["phases together", "times", "duration", "longest", "worst change", "worst peak", "CPU time"],
            shown.Select(total => (string[])[
                Short(total.Name),
                Readable.Number(total.Count),
                Readable.Duration(total.Duration),
                Readable.Duration(total.Longest),
                TableTexts.Change(total.WorstChange),
                Bytes(total.WorstPeakRss),
                Seconds(total.CpuSeconds),
            ]));
        return table + More(phases.Totals.Count - shown.Length);
    }

    /// <summary>Of one process alone everything is told already.</summary>
    private string Processes()
    {
        IReadOnlyList<RecordingDocument.ProcessFacts> all = document.Processes ?? [];
        if (all.Count + document.ProcessesNotListed <= 1)
            return "";
        RecordingDocument.ProcessFacts[] shown = [.. all.Take(MostProcesses)];
        string table = MarkdownText.Table(
            ["process", "PID", "peak RSS", "CPU", "first seen", "last seen", "exit"],
            shown.Select(process => (string[])[
                Short(process.Command ?? ""),
                process.Pid.ToString(CultureInfo.InvariantCulture),
                Bytes(process.PeakRssBytes ?? double.NaN),
                Seconds(process.CpuSeconds ?? double.NaN),
                Seconds(process.FirstS),
                Seconds(process.LastS),
                process.Signal is { } signal ? MarkdownText.Code(signal) : TableTexts.End(process),
            ]));
        string unseen = document.EveryProcessSeen == false ? "Processes that came and went between two samples were not seen.\n\n" : "";
        string restarts = document.Restarts == 0 ? "" : $"{Readable.Count(document.Restarts, "restart")}.\n\n";
        return table + More(all.Count + document.ProcessesNotListed - shown.Length) + unseen + restarts;
    }

    private static string Short(string name) => MarkdownText.Code(SafeText.Shorten(name, LongestName));

    private static string More(long count) => count == 0 ? "" : $"and {Readable.Number(count)} more\n\n";

    private static string Bytes(double bytes) => Readable.Figure(bytes, Unit.Bytes);

    private static string Seconds(double seconds) => Readable.Figure(seconds, Unit.Seconds);
}
