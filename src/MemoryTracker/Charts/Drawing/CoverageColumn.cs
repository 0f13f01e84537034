namespace MemoryTracker.Charts.Drawing;

/// <summary>How much of each pixel in a column of them is covered, made of intervals. Whole numbers: the order in which they come makes no difference.</summary>
internal sealed class CoverageColumn
{
    /// <summary>The weight of what covers a sub-column wholly.</summary>
    public const int Whole = 256;

    private const int Full = PixelGrid.SubColumns * PixelGrid.SubRows * Whole;

    /// <summary>By how much each pixel is more covered than the one above.</summary>
    private readonly int[] _rises;

    private readonly int _height;
    private int _first;
    private int _end;

    /// <param name="height">How many pixels are in the column.</param>
    public CoverageColumn(int height) => (_height, _first, _rises) = (height, height, new int[height + 2]);

    /// <summary>Covers an interval of one sub-column. What is covered twice counts twice: unite them before.</summary>
    /// <param name="top">The upper end, in sub-rows.</param>
    /// <param name="bottom">The lower end.</param>
    /// <param name="weight">How much of the sub-column's width is covered, of <see cref="Whole"/>.</param>
    public void Cover(int top, int bottom, int weight)
    {
        top = Math.Clamp(top, 0, _height * PixelGrid.SubRows);
        bottom = Math.Clamp(bottom, 0, _height * PixelGrid.SubRows);
        if (bottom <= top) return;
        Rise(top, weight);
        Rise(bottom, -weight);
        _first = Math.Min(_first, top / PixelGrid.SubRows);
        _end = Math.Max(_end, ((bottom - 1) / PixelGrid.SubRows) + 1);
    }

    /// <summary>Writes the coverage of each pixel, up to 255, says which rows these were, and begins anew. Pixels that are not covered are left alone.</summary>
    /// <param name="pixels">The first pixel of the column, and all after it.</param>
    /// <param name="stride">How far one pixel is from the one above.</param>
    public (int First, int End) Flush(Span<byte> pixels, int stride)
    {
        int covered = 0;
        for (int row = _first; row < _end; row++)
        {
            covered += _rises[row];
            pixels[row * stride] = (byte)(((covered * (long)byte.MaxValue) + (Full / 2)) / Full);
        }

        if (_first < _end) _rises.AsSpan(_first, _end - _first + 1).Clear();
        (int First, int End) written = (_first, _end);
        (_first, _end) = (_height, 0);
        return written;
    }

    /// <summary>Covers everything below.</summary>
    private void Rise(int from, int weight)
    {
        (int row, int part) = Math.DivRem(from, PixelGrid.SubRows);
        _rises[row] += weight * (PixelGrid.SubRows - part);
        _rises[row + 1] += weight * part;
    }
}
