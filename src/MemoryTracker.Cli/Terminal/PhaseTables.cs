using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>The phases of a recording as tables that fit into the terminal: columns that say least give way first.</summary>
internal sealed class PhaseTables(PhaseReport report, int columns)
{
    private const int MostRows = 20;
    private const int LongestName = 32;
    private const int ShortestName = 8;
    private const int Gap = 2;

    private readonly int _longestName = Math.Clamp(columns / 4, ShortestName, LongestName);

    // The higher its number, the sooner a column gives way; 0 stays.
    private Column<Phase>[] PhaseColumns =>
    [
        new("phase", 0, phase => Name(phase)),
        new("at", 4, phase => Readable.Moment(phase.From)),
        new("duration", 0, phase => Readable.Duration(phase.Duration)),
        new("RSS at start", 5, phase => Bytes(phase.RssAtStart)),
        new("at end", 6, phase => Bytes(phase.RssAtEnd)),
        new("change", 1, phase => Signed(phase.Change)),
        new("peak", 2, phase => Bytes(phase.PeakRss)),
        new("mean", 7, phase => Bytes(phase.MeanRss)),
        new("CPU time", 3, phase => Seconds(phase.CpuSeconds)),
    ];

    private Column<PhaseTotal>[] TotalColumns =>
    [
        new("phases together", 0, total => Short(total.Name)),
        new("times", 0, total => Readable.Number(total.Count)),
        new("duration", 1, total => Readable.Duration(total.Duration)),
        new("longest", 5, total => Readable.Duration(total.Longest)),
        new("worst change", 4, total => Signed(total.WorstChange)),
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

    private Table Make<T>(Column<T>[] all, IReadOnlyList<T> rows, int count)
    {
        T[] shown = [.. rows.Take(MostRows)];
        Column<T>[] fitting = Fit(all, shown);
        Table table = new Table().Border(TableBorder.None);
        for (int i = 0; i < fitting.Length; i++)
        {
            TableColumn column = new TableColumn(new Markup($"[bold]{fitting[i].Title}[/]")).NoWrap();
            table.AddColumn(i == 0 ? column : column.RightAligned().PadLeft(Gap));
        }

        foreach (T row in shown)
            table.AddRow(fitting.Select(column => new Text(column.Cell(row))));
        if (count > shown.Length)
            table.AddRow(new Text($"and {Readable.Number(count - shown.Length)} more"));
        return table;
    }

    private Column<T>[] Fit<T>(Column<T>[] all, T[] rows)
    {
        List<(Column<T> Column, int Width)> kept = [.. all.Select(column => (column, rows.Select(column.Cell).Append(column.Title).Max(Width)))];
        while (kept.Sum(one => one.Width + Gap + 1) > columns && kept.Max(one => one.Column.Dispensable) > 0)
            kept.Remove(kept.MaxBy(one => one.Column.Dispensable));
        return [.. kept.Select(one => one.Column)];
    }

    private string Name(Phase phase) =>
        (phase.IsExact && !phase.IsApproximate ? "" : "≈ ") + Short(phase.Name) + (phase.IsOpen ? " (open)" : phase.IsPartial ? " (part)" : "");

    private string Short(string name)
    {
        if (Width(name) <= _longestName)
            return name;
        StringBuilder start = new();
        int width = 1;
        foreach (Rune rune in name.EnumerateRunes())
        {
            width += Width(rune.ToString());
            if (width > _longestName)
                break;
            start.Append(rune);
        }

        return start.Append('…').ToString();
    }

    /// <summary>In cells of the terminal, of which a Chinese character takes two.</summary>
    private static int Width(string text) => text.GetCellWidth();

    private static string Bytes(double bytes) => Readable.Figure(bytes, Unit.Bytes);

    private static string Signed(double bytes) => (bytes > 0 ? "+" : "") + Bytes(bytes);

    private static string Seconds(double seconds) => double.IsNaN(seconds) ? "–" : Readable.Duration(TimeSpan.FromSeconds(seconds));

    /// <param name="Title">What stands above it.</param>
    /// <param name="Dispensable">How soon it gives way when there is no room; 0 for never.</param>
    /// <param name="Cell">What it says of a row.</param>
    private sealed record Column<T>(string Title, int Dispensable, Func<T, string> Cell);
}
