using System.Globalization;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>
/// One row of a recording of several processes: a total, or one process of it. An empty cell of the figures is not among them. <c>Time</c> is in nanoseconds
/// since 1970, as the load process tells it.
/// </summary>
internal sealed record SetRow(long Time, double Elapsed, string Pid, string Command, IReadOnlyDictionary<string, double> Figures)
{
    public bool IsTotal => Pid.Length == 0;

    public double? this[string column] => Figures.TryGetValue(column, out double figure) ? figure : null;

    public double? Rss => this["rss_bytes"];

    public double? Processes => this["processes"];

    public static SetRow Parse(string[] columns, string[] cells)
    {
        Assert.Equal(columns.Length, cells.Length);
        const int FirstFigure = 4;
        Dictionary<string, double> figures = [];
        for (int at = FirstFigure; at < cells.Length; at++)
        {
            if (cells[at].Length > 0)
                figures.Add(columns[at], Number(cells[at]));
        }

        return new(Row.Moment(cells[0]), Number(cells[1]), cells[2], cells[3], figures);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
