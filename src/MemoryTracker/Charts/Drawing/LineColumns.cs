namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// A line, without width, as the interval of heights that it covers in each sub-column. The line is connected, so that is one interval: from the lowest to the highest
/// place of the points in the sub-column and of where it enters and leaves. Of the four points that <see cref="ColumnReducer"/> keeps these intervals are the same as of all
/// points, to the last bit, and all that is drawn is made of them.
/// </summary>
internal sealed class LineColumns
{
    private const int Outside = -1;

    private readonly PixelGrid _grid;
    private readonly int[] _tops;
    private readonly int[] _bottoms;
    private readonly bool[] _alone;

    private double _lastAt;
    private int _lastRow;
    private int _lastColumn = Outside;
    private int _runBegin = Outside;

    private LineColumns(PixelGrid grid)
    {
        _grid = grid;
        Count = grid.Width * PixelGrid.SubColumns;
        (_tops, _bottoms, _alone) = (new int[Count], new int[Count], new bool[Count]);
        _tops.AsSpan().Fill(int.MaxValue);
        _bottoms.AsSpan().Fill(int.MinValue);
    }

    /// <summary>How many sub-columns there are.</summary>
    public int Count { get; }

    /// <summary>The upper ends of the intervals, in sub-rows; above <see cref="Bottoms"/> where the line is.</summary>
    public ReadOnlySpan<int> Tops => _tops;

    public ReadOnlySpan<int> Bottoms => _bottoms;

    /// <summary>Whether there is any sub-column for which <see cref="IsAlone"/> holds.</summary>
    public bool HasAlone { get; private set; }

    /// <summary>Whether a piece of the line lies between gaps and within this sub-column.</summary>
    public bool IsAlone(int column) => _alone[column];

    /// <summary>The intervals of a line. A gap within a sub-column is none.</summary>
    /// <param name="points">Its points, in the order of time.</param>
    /// <param name="isStepped">Whether each figure is level over the interval that it ends.</param>
    /// <param name="grid">Where they lie.</param>
    public static LineColumns Of(IEnumerable<SeriesPoint> points, bool isStepped, PixelGrid grid)
    {
        LineColumns line = new(grid);
        foreach (SeriesPoint point in points)
        {
            int row = grid.RowOf(point.Value);
            if (isStepped) line.Take(point.SinceNanoseconds, row, point.IsJoined);
            line.Take(point.ElapsedNanoseconds, row, isStepped || point.IsJoined);
        }

        line.EndRun();
        return line;
    }

    private void Take(long time, int row, bool isJoined)
    {
        double at = _grid.Times.At(time);
        int column = (int)Math.Clamp(Math.Floor(at), Outside, Count);
        if (isJoined)
        {
            Cross(at, column, row);
        }
        else if (column != _lastColumn)
        {
            EndRun();
            _runBegin = column;
        }

        Cover(column, row);
        (_lastAt, _lastRow, _lastColumn) = (at, row, column);
    }

    /// <summary>Covers, on both sides of each border on the way from the point before, where the line crosses it.</summary>
    private void Cross(double at, int column, int row)
    {
        for (int border = _lastColumn + 1; border <= column; border++)
        {
            int crossing = _lastRow + (int)Math.Round((row - _lastRow) * ((border - _lastAt) / (at - _lastAt)));
            Cover(border - 1, crossing);
            Cover(border, crossing);
        }
    }

    private void Cover(int column, int row)
    {
        if ((uint)column >= (uint)Count) return;
        _tops[column] = Math.Min(_tops[column], row);
        _bottoms[column] = Math.Max(_bottoms[column], row);
    }

    private void EndRun()
    {
        if (_runBegin != _lastColumn || (uint)_lastColumn >= (uint)Count) return;
        _alone[_lastColumn] = true;
        HasAlone = true;
    }
}
