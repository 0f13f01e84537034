using MemoryTracker.Metrics;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>The phases of a recording.</summary>
internal sealed class PhaseSection(PhaseReport phases)
{
    public void Write(HtmlWriter html)
    {
        if (phases.Phases.Count == 0)
            return;
        html.WriteMarkup("<section id=\"phases\"><h2>Phases</h2>\n");
        HtmlTable.Write(html, "Phases in the order of time", ["phase", "at", "duration", "RSS at start", "at end", "change", "peak", "mean", "CPU time"], phases.Phases.Select(Row));
        if (phases.NotListed > 0)
            html.Write($"<p class=\"remark\">and {Readable.Number(phases.NotListed)} more</p>\n");
        HtmlTable.Write(html, "Phases of one name together", ["phases together", "times", "duration", "longest", "worst change", "worst peak", "CPU time"], phases.Totals.Select(Row));
        html.WriteMarkup("</section>\n");
    }

    private static IReadOnlyList<string> Row(Phase phase) =>
    [
        TableTexts.Name(phase, phase.Name),
        Readable.Moment(phase.From), Readable.Duration(phase.Duration), Bytes(phase.RssAtStart), Bytes(phase.RssAtEnd), TableTexts.Change(phase.Change),
        Bytes(phase.PeakRss), Bytes(phase.MeanRss), Readable.Figure(phase.CpuSeconds, Unit.Seconds),
    ];

    private static IReadOnlyList<string> Row(PhaseTotal total) =>
    [
        total.Name, Readable.Number(total.Count), Readable.Duration(total.Duration), Readable.Duration(total.Longest), TableTexts.Change(total.WorstChange),
        Bytes(total.WorstPeakRss), Readable.Figure(total.CpuSeconds, Unit.Seconds),
    ];

    private static string Bytes(double bytes) => Readable.Figure(bytes, Unit.Bytes);
}
