using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>The figures of a recording that people look for first, and what else is to be known at once.</summary>
internal sealed class KeyFigures(RecordingDocument document, Summary summary, SummarySentences sentences)
{
    public void Write(HtmlWriter html)
    {
        html.WriteMarkup("<section class=\"key\" aria-label=\"Key figures\"><dl>\n");
        foreach ((string name, string figure, IEnumerable<string?> notes) in Figures())
        {
            html.Write($"<div><dt>{name}</dt><dd>{figure}</dd>");
            foreach (string note in notes.OfType<string>())
                html.Write($"<dd class=\"note\">{note}</dd>");
            html.WriteMarkup("</div>\n");
        }

        html.WriteMarkup("</dl></section>\n");
        foreach (string remark in Remarks().OfType<string>())
            html.Write($"<p class=\"remark\">{remark}</p>\n");
    }

    /// <summary>What each is called, it, and what is to be known of it.</summary>
    private IEnumerable<(string Name, string Figure, IEnumerable<string?> Notes)> Figures()
    {
        if (sentences.TellsPeak)
            yield return ("Peak RSS", sentences.Peak, [sentences.PeakTime, sentences.PeakBefore, sentences.PeakOfOne(name => name)]);
        if (summary.Metrics.Contains(Metric.Rss) && summary.Rss.Count > 0)
            yield return ("Mean RSS", Readable.Figure(summary.Mean(Metric.Rss), Unit.Bytes), [$"at the end {Readable.Figure(summary.Rss.Last, Unit.Bytes)}"]);
        string? share = sentences.Samples == 0 || double.IsNaN(summary.MeanCpu) ? null : $"{Readable.Percent(summary.MeanCpu)} of one core";
        yield return ("CPU time", sentences.CpuUsed, [sentences.CpuKnown, share, sentences.Waited]);
        yield return ("Duration", Readable.Duration(summary.Duration), [sentences.Asked]);
    }

    private IEnumerable<string?> Remarks()
    {
        yield return document.End?.Oom;
        yield return sentences.Samples == 0 ? SummarySentences.NoSample : null;
        yield return sentences.Growth is { } growth ? $"Growth: {growth}" : null;
        yield return sentences.Pss is { } share ? $"PSS: {share}" : null;
        foreach ((string condition, string outcome) in sentences.Limits)
            yield return $"Limit {condition}: {outcome}";
        yield return sentences.Markers is { } markers ? $"Markers: {markers}" : null;
    }
}
