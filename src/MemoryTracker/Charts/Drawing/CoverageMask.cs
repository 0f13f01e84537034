using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>How much of each pixel of a plot a line or an area covers: the picture of it, without its colour.</summary>
internal sealed class CoverageMask : IDisposable
{
    private readonly LineColumns _line;
    private readonly SKBitmap _bitmap = new();
    private readonly CoverageColumn _column;
    private readonly IntervalUnion _union = new();

    private CoverageMask(LineColumns line, PixelGrid grid)
    {
        _line = line;
        _column = new CoverageColumn(grid.Height);
        SKImageInfo format = new(grid.Width, grid.Height, SKColorType.Alpha8, SKAlphaType.Premul);
        if (!_bitmap.TryAllocPixels(format, SKBitmapAllocFlags.ZeroPixels)) throw new ChartException("there is no memory for the lines of a chart");
    }

    /// <summary>A byte for each pixel: 0 where nothing is, 255 where all is covered.</summary>
    public SKBitmap Bitmap => _bitmap;

    /// <summary>The rows of it between which anything is covered.</summary>
    public (int First, int End) Rows { get; private set; }

    /// <summary>What lies between a line and zero. Below what stands alone there is nothing, as below a point.</summary>
    public static CoverageMask OfArea(LineColumns line, PixelGrid grid)
    {
        CoverageMask mask = new(line, grid);
        int floor = grid.RowOf(grid.Floor);
        mask.Draw(column =>
        {
            if (line.Tops[column] <= line.Bottoms[column] && !line.IsAlone(column)) mask._column.Cover(line.Tops[column], floor, CoverageColumn.Whole);
        });
        return mask;
    }

    /// <summary>The way of a pen along a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="grid">Where it lies.</param>
    /// <param name="pen">The pen.</param>
    /// <param name="dot">The pen for what lies alone between gaps and is no larger than this.</param>
    public static CoverageMask OfStroke(LineColumns line, PixelGrid grid, RoundPen pen, RoundPen dot)
    {
        CoverageMask mask = new(line, grid);
        mask.Draw(column =>
        {
            mask.Stroke(column, pen, dot, edge: 0);
            mask.Stroke(column, pen, dot, edge: 1);
        });
        return mask;
    }

    public void Dispose() => _bitmap.Dispose();

    /// <summary>Unites what a pen leaves in a sub-column from all those around, with the outermost of them or without.</summary>
    private void Stroke(int column, RoundPen pen, RoundPen dot, int edge)
    {
        int weight = edge == 0 ? CoverageColumn.Whole - pen.EdgeWeight : pen.EdgeWeight;
        for (int at = Math.Max(0, column - pen.Reach - edge); at <= Math.Min(_line.Count - 1, column + pen.Reach + edge); at++) Grow(at, pen.Growth(Math.Abs(at - column)));
        if (_line.HasAlone)
        {
            for (int at = Math.Max(0, column - dot.Reach); at <= Math.Min(_line.Count - 1, column + dot.Reach); at++)
            {
                if (_line.IsAlone(at) && _line.Bottoms[at] - _line.Tops[at] <= dot.Width) Grow(at, dot.Growth(Math.Abs(at - column)));
            }
        }

        _union.Flush(_column, weight);
    }

    private void Grow(int column, int growth)
    {
        if (_line.Tops[column] <= _line.Bottoms[column]) _union.Add(_line.Tops[column] - growth, _line.Bottoms[column] + growth);
    }

    private void Draw(Action<int> cover)
    {
        Span<byte> pixels = _bitmap.GetPixelSpan();
        Rows = (_bitmap.Height, 0);
        for (int x = 0; x < _bitmap.Width; x++)
        {
            for (int column = x * PixelGrid.SubColumns; column < (x + 1) * PixelGrid.SubColumns; column++) cover(column);
            (int first, int end) = _column.Flush(pixels[x..], _bitmap.RowBytes);
            Rows = (Math.Min(Rows.First, first), Math.Max(Rows.End, end));
        }

        _bitmap.SetImmutable();
    }
}
