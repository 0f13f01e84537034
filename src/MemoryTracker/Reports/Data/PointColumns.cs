using MemoryTracker.Charts;

namespace MemoryTracker.Reports.Data;

/// <summary>Series as columns of a page: of each the times in microseconds and the figures of its points; an unknown one ends a line, and the next begins there.</summary>
/// <param name="blocks">Takes their blocks.</param>
internal sealed class PointColumns(BlockStream blocks)
{
    private readonly List<ReportFacts.ColumnFacts> _all = [];

    /// <summary>No more columns have a number of their own.</summary>
    public const int Most = 256;

    /// <summary>Those that have been written.</summary>
    public IReadOnlyList<ReportFacts.ColumnFacts> All => _all;

    /// <summary>Writes a series, and says which columns it has become.</summary>
    /// <param name="series">Its points.</param>
    /// <param name="decimals">How many decimals its figures have.</param>
    /// <param name="zero">The moment that is the zero of the page's time, in nanoseconds.</param>
    public (int X, int Y) Write(Series series, int decimals, long zero = 0)
    {
        ColumnWriter times = new(_all.Count, blocks);
        ColumnWriter figures = new(_all.Count + 1, blocks);
        double scale = Math.Pow(10, decimals);
        foreach (SeriesPoint point in series.Points)
        {
            if (!point.IsJoined)
                Add(point.SinceNanoseconds, double.NaN);
            Add(point.ElapsedNanoseconds, point.Value);
        }

        times.Flush();
        figures.Flush();
        _all.AddRange(new(times.Count, 1), new(figures.Count, scale));
        return (_all.Count - 2, _all.Count - 1);

        void Add(long nanoseconds, double figure)
        {
            times.Add(Math.Round((nanoseconds - zero) / 1000.0));
            figures.Add(figure * scale);
        }
    }
}
