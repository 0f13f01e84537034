using MemoryTracker.Charts;

namespace MemoryTracker.Reports.Data;

/// <summary>
/// Series for a page: of each a column of times in microseconds and one of figures. An unknown figure ends a line; the next one's time, or that of its interval, begins there.
/// </summary>
internal sealed class PointColumns : IDisposable
{
    private readonly BlockStream _blocks = new();
    private readonly List<ReportFacts.ColumnFacts> _columns = [];

    /// <summary>The columns of the page.</summary>
    public IReadOnlyList<ReportFacts.ColumnFacts> Columns => _columns;

    /// <summary>Adds what is drawn of a series, and tells the numbers of its columns.</summary>
    /// <param name="series">The series.</param>
    /// <param name="decimals">How many decimals its figures have, to be written as whole numbers; those that have more are kept as they are.</param>
    /// <param name="shiftNanoseconds">What is added to its times, where they count from another moment than those of the page; 0 for nothing.</param>
    public (int X, int Y) Add(Series series, int decimals, long shiftNanoseconds = 0)
    {
        ColumnWriter times = new(_columns.Count, _blocks);
        ColumnWriter figures = new(_columns.Count + 1, _blocks);
        double scale = Math.Pow(10, decimals);
        foreach (SeriesPoint point in series.Points)
        {
            if (!point.IsJoined)
                AddPoint(point.SinceNanoseconds, double.NaN);
            AddPoint(point.ElapsedNanoseconds, point.Value);
        }

        times.Flush();
        figures.Flush();
        _columns.Add(new(times.Count, 1));
        _columns.Add(new(figures.Count, scale));
        return (_columns.Count - 2, _columns.Count - 1);

        void AddPoint(long nanoseconds, double figure)
        {
            times.Add(Math.Round((nanoseconds + shiftNanoseconds) / 1000.0));
            figures.Add(AsWhole(figure * scale));
        }
    }

    /// <summary>Writes all of them as base64.</summary>
    public void Finish(Stream stream) => _blocks.Finish(stream);

    public void Dispose() => _blocks.Dispose();

    /// <summary>The whole number that a figure of so many decimals is, whose double may lie beside it.</summary>
    private static double AsWhole(double scaled)
    {
        double whole = Math.Round(scaled);
        return Math.Abs(scaled - whole) <= Math.Abs(scaled) * 1e-15 ? whole : scaled;
    }
}
