namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>
/// A field of dots in character cells: braille has two by four in a cell (Unicode block U+2800), plain ASCII one by two (<c>'</c> above, <c>.</c> below, <c>:</c> both), for terminals
/// that do not show UTF-8.
/// </summary>
internal sealed class DotCanvas
{
    private const int BrailleBase = 0x2800;

    private const int BrailleRows = 4;

    // The bits of a braille character's dots, from above, those at the left before those at the right (Unicode 16, chapter 21.1).
    private static ReadOnlySpan<byte> BrailleBits => [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80];

    private readonly byte[] _cells;
    private readonly int _columns;
    private readonly bool _isAscii;

    /// <param name="columns">Its width in characters.</param>
    /// <param name="rows">Its height in characters.</param>
    /// <param name="isAscii">Whether it may use nothing but ASCII.</param>
    public DotCanvas(int columns, int rows, bool isAscii)
    {
        _columns = columns;
        _isAscii = isAscii;
        _cells = new byte[columns * rows];
        Width = columns * AcrossCell;
        Height = rows * DownCell;
    }

    /// <summary>Its width in dots.</summary>
    public int Width { get; }

    /// <summary>Its height in dots.</summary>
    public int Height { get; }

    private int AcrossCell => _isAscii ? 1 : 2;

    private int DownCell => _isAscii ? 2 : BrailleRows;

    /// <summary>Sets the dots of a column from one height to another, both included; 0 is the lowest.</summary>
    public void SetColumn(int x, int low, int high)
    {
        for (int y = Math.Max(0, low); y <= Math.Min(Height - 1, high); y++)
            Set(x, Height - 1 - y);
    }

    /// <summary>A row of characters, the uppermost is 0.</summary>
    public string Row(int row) => string.Create(_columns, (Canvas: this, Row: row), static (text, of) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            byte cell = of.Canvas._cells[(of.Row * text.Length) + i];
            text[i] = of.Canvas._isAscii ? " '.:"[cell] : (char)(BrailleBase + cell);
        }
    });

    private void Set(int x, int fromTop)
    {
        ref byte cell = ref _cells[(fromTop / DownCell * _columns) + (x / AcrossCell)];
        cell |= _isAscii ? (byte)(1 << (fromTop % DownCell)) : BrailleBits[(x % AcrossCell * BrailleRows) + (fromTop % BrailleRows)];
    }
}
