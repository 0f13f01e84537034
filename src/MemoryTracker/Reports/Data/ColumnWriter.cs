using System.Buffers.Binary;

namespace MemoryTracker.Reports.Data;

/// <summary>
/// The figures of one column as the page reads them, in blocks that are given on when they are full. Each is a number of variable length (LEB128): 0 is unknown, 1 says
/// that eight bytes of a double follow, anything else is 2 and the difference to the last whole number, zigzag: small differences of either sign are small numbers.
/// </summary>
/// <param name="number">Which column it is.</param>
/// <param name="blocks">Takes the blocks.</param>
internal sealed class ColumnWriter(int number, BlockStream blocks)
{
    private const int LongestFigure = 10;

    /// <summary>Whole numbers up to this, and the differences of two of them, are exact in the page, whose numbers are doubles.</summary>
    private const double LargestWhole = 1L << 50;

    private readonly byte[] _block = new byte[4096];
    private int _length;
    private long _last;

    /// <summary>How many figures were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a figure, which is kept as a whole number where it is one, else as it is; NaN is unknown, and so is what is infinite.</summary>
    public void Add(double figure)
    {
        if (_length > _block.Length - LongestFigure)
            Flush();
        Count++;
        if (!double.IsFinite(figure))
            Append(0);
        else if (Math.Abs(figure) <= LargestWhole && figure == Math.Truncate(figure))
            AppendWhole((long)figure);
        else
            AppendDouble(figure);
    }

    /// <summary>Gives on what is left.</summary>
    public void Flush()
    {
        if (_length > 0)
            blocks.Write(number, _block.AsSpan(0, _length));
        _length = 0;
    }

    private void AppendWhole(long figure)
    {
        long difference = figure - _last;
        _last = figure;
        Append((ulong)((difference << 1) ^ (difference >> 63)) + 2);
    }

    private void AppendDouble(double figure)
    {
        Append(1);
        BinaryPrimitives.WriteDoubleLittleEndian(_block.AsSpan(_length), figure);
        _length += sizeof(double);
    }

    private void Append(ulong value)
    {
        while (value >= 0x80)
        {
            _block[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _block[_length++] = (byte)value;
    }
}
