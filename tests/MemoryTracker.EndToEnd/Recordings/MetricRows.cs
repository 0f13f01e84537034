using System.Globalization;

namespace MemoryTracker.EndToEnd.Recordings;

/// <summary>A CSV by the names of its columns of figures, whichever there are.</summary>
internal sealed class MetricRows
{
    private const int FirstFigure = 4;

    private readonly List<string[]> _rows;

    private MetricRows(List<string[]> records) => (Columns, _rows) = (records[0][FirstFigure..], records[1..]);

    public IReadOnlyList<string> Columns { get; }

    public int Count => _rows.Count;

    public static MetricRows Read(string path) => new(CsvText.Records(File.ReadAllText(path)));

    /// <summary>A column's cell in each row; null where it is empty.</summary>
    public IEnumerable<double?> Cells(string column)
    {
        int at = FirstFigure + Columns.ToList().IndexOf(column);
        return _rows.Select(row => row[at].Length == 0 ? (double?)null : double.Parse(row[at], CultureInfo.InvariantCulture));
    }

    /// <summary>The cells that are not empty.</summary>
    public IEnumerable<double> Known(string column) => Cells(column).OfType<double>();

    /// <summary>The cells that are not empty, each with the time of its row in nanoseconds since 1970.</summary>
    public List<(long Time, double Figure)> Timed(string column) =>
        [.. _rows.Zip(Cells(column)).Where(row => row.Second is not null).Select(row => (Row.Moment(row.First[0]), row.Second!.Value))];
}
