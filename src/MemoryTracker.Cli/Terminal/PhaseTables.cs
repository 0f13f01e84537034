using MemoryTracker.Metrics;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>The phases of a recording as tables that fit into the terminal: columns that say least give way first.</summary>
internal sealed class PhaseTables(PhaseReport report, int columns)
{
    private const int MostRows = 20;
    private const int LongestName = 32;
    private const int ShortestName = 8;

    private readonly int _longestName = Math.Clamp(columns / 4, ShortestName, LongestName);

    private FittedColumn<Phase>[] PhaseColumns =>
    [
        new("phase", 0, phase => TableTexts.Name(phase, Short(phase.Name))),
        new("at", 4, phase => Readable.Moment(phase.From)),
        new("duration", 0, phase => Readable.Duration(phase.Duration)),
        new("RSS at start", 5, phase => Bytes(phase.RssAtStart)),
        new("at end", 6, phase => Bytes(phase.RssAtEnd)),
        new("change", 1, phase => TableTexts.Change(phase.Change)),
        new("peak", 2, phase => Bytes(phase.PeakRss)),
        new("mean", 7, phase => Bytes(phase.MeanRss)),
        new("CPU time", 3, phase => Seconds(phase.CpuSeconds)),
    ];

    private FittedColumn<PhaseTotal>[] TotalColumns =>
    [
        new("phases together", 0, total => Short(total.Name)),
        new("times", 0, total => Readable.Number(total.Count)),
        new("duration", 1, total => Readable.Duration(total.Duration)),
        new("longest", 5, total => Readable.Duration(total.Longest)),
        new("worst change", 4, total => TableTexts.Change(total.WorstChange)),
        new("worst peak", 2, total => Bytes(total.WorstPeakRss)),
        new("CPU time", 3, total => Seconds(total.CpuSeconds)),
    ];

    /// <summary>That of the phases and that of those that have one name; none when there are no phases.</summary>
    public IEnumerable<Table> All
    {
        get
        {
            if (report.Phases.Count > 0)
                yield return Make(PhaseColumns, report.Phases, report.Phases.Count + report.NotListed);
            if (report.Totals.Count > 0)
                yield return Make(TotalColumns, report.Totals, report.Totals.Count);
        }
    }

    private Table Make<T>(FittedColumn<T>[] all, IReadOnlyList<T> rows, int count)
    {
        T[] shown = [.. rows.Take(MostRows)];
        Table table = FittedTable.Of(all, shown, columns);
        if (count > shown.Length)
            table.AddRow(new Text($"and {Readable.Number(count - shown.Length)} more"));
        return table;
    }

    private string Short(string name) => CellText.Shorten(name, _longestName);

    private static string Bytes(double bytes) => Readable.Figure(bytes, Unit.Bytes);

    private static string Seconds(double seconds) => Readable.Figure(seconds, Unit.Seconds);
}
