using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Page;

namespace MemoryTracker.Reports;

/// <summary>The processes of a recording of several, the largest first.</summary>
internal sealed class ProcessSection(RecordingDocument document)
{
    public void Write(HtmlWriter html)
    {
        IReadOnlyList<RecordingDocument.ProcessFacts> all = document.Processes ?? [];
        long count = all.Count + document.ProcessesNotListed;
        if (count <= 1)
            return;
        html.WriteMarkup("<section id=\"processes\"><h2>Processes</h2>\n");
        HtmlTable.Write(html, "Processes, the largest first", ["process", "PID", "parent", "peak RSS", "CPU", "first seen", "last seen", "exit"], all.Select(Row));
        string more = document.ProcessesNotListed == 0 ? "" : $", {Readable.Number(document.ProcessesNotListed)} of them not listed";
        string unseen = document.EveryProcessSeen == false ? "; those that came and went between two samples were not seen" : "";
        string restarts = document.Restarts == 0 ? "" : $"; {Readable.Count(document.Restarts, "restart")}";
        html.Write($"<p class=\"remark\">{Readable.Number(count)} processes{more}{unseen}{restarts}</p>\n</section>\n");
    }

    private static IReadOnlyList<string> Row(RecordingDocument.ProcessFacts process) =>
    [
        process.Command ?? "?", Number(process.Pid), Number(process.Parent), Readable.Figure(process.PeakRssBytes ?? double.NaN, Unit.Bytes),
        Readable.Figure(process.CpuSeconds ?? double.NaN, Unit.Seconds), Readable.Figure(process.FirstS, Unit.Seconds), Readable.Figure(process.LastS, Unit.Seconds), TableTexts.End(process),
    ];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
