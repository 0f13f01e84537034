using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>The processes of a recording of several, the largest first.</summary>
/// <param name="document">What is known of them.</param>
/// <param name="columns">How wide the terminal is.</param>
internal sealed class ProcessTable(RecordingDocument document, int columns)
{
    private const int MostShown = 10;

    /// <summary>The table, and what is to be said below it; null when there was one process only.</summary>
    public (Table Table, string Below)? Table
    {
        get
        {
            RecordingDocument.ProcessFacts[] all = [.. document.Processes ?? []];
            long count = all.Length + document.ProcessesNotListed;
            return count > 1 ? (Make(all[..Math.Min(all.Length, MostShown)]), Below(count)) : null;
        }
    }

    private Table Make(RecordingDocument.ProcessFacts[] shown) => FittedTable.Of(
        [
            new("process", 0, process => process.Command ?? "?"),
            new("PID", 1, process => process.Pid.ToString(CultureInfo.InvariantCulture)),
            new("peak RSS", 0, process => process.PeakRssBytes is { } peak ? Readable.Bytes(peak) : "–"),
            new("CPU", 2, process => process.CpuSeconds is { } cpu ? Moment(cpu) : "–"),
            new("first seen", 4, process => Moment(process.FirstS)),
            new("last seen", 5, process => Moment(process.LastS)),
            new("exit", 3, TableTexts.End),
        ],
        shown,
        columns);

    private string Below(long count)
    {
        string unseen = document.EveryProcessSeen == false ? "; those that came and went between two samples were not seen" : "";
        string restarts = document.Restarts == 0 ? "" : $"; {Readable.Count(document.Restarts, "restart")}";
        return count > MostShown ? $"and {Readable.Number(count - MostShown)} more{unseen}{restarts}" : $"{Readable.Number(count)} processes{unseen}{restarts}";
    }

    private static string Moment(double seconds) => Readable.Figure(seconds, Unit.Seconds);
}
