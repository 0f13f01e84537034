namespace MemoryTracker.Charts;

/// <summary>
/// Keeps of the points in each column of a picture the first, lowest, highest and last (M4; Jugel et al., VLDB 2014). Of these a line has in every column the same lowest
/// and highest place as of all points, and it enters and leaves the column in the same way.
/// </summary>
internal static class ColumnReducer
{
    /// <summary>At most four points a column, in the order of time. A gap within a column is forgotten: it is narrower than the column.</summary>
    public static IEnumerable<SeriesPoint> Reduce(IEnumerable<SeriesPoint> points, TimeColumns columns)
    {
        SeriesPoint[] corners = new SeriesPoint[SeriesBucket.MostCorners];
        SeriesBucket bucket = default;
        double column = double.NaN;
        long before = 0;
        foreach (SeriesPoint point in points)
        {
            double at = Math.Floor(columns.At(point.ElapsedNanoseconds));
            if (at == column)
            {
                bucket.Include(point.ElapsedNanoseconds, point.Value);
                continue;
            }

            if (!double.IsNaN(column))
            {
                int count = bucket.Corners(before, corners);
                for (int i = 0; i < count; i++) yield return corners[i];
                before = bucket.LastTime;
            }

            bucket = new SeriesBucket(point.ElapsedNanoseconds, point.Value, point.IsJoined ? SeriesBucket.NoGap : point.SinceNanoseconds);
            column = at;
        }

        if (double.IsNaN(column)) yield break;
        int last = bucket.Corners(before, corners);
        for (int i = 0; i < last; i++) yield return corners[i];
    }
}
