namespace MemoryTracker.Markers.Lines;

/// <summary>The cells of one line of CSV, one after the other: <c>foreach</c> gives each without its quotation marks and the blanks around it.</summary>
/// <param name="line">The line.</param>
/// <param name="separator">What stands between two cells.</param>
/// <param name="columns">How many there are at most: the last takes the rest of the line, so a label there may hold separators although nobody quoted it.</param>
internal ref struct CsvCells(ReadOnlySpan<byte> line, byte separator, int columns)
{
    private ReadOnlySpan<byte> _rest = line;
    private int _left = columns;
    private bool _isEnd;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly CsvCells GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isEnd || _left-- == 0)
            return false;
        // A tab may be the separator.
        ReadOnlySpan<byte> start = _rest.TrimStart((byte)' ');
        if (start.StartsWith("\""u8) && TryQuoted(start[1..]))
            return true;
        int length = _left == 0 ? -1 : _rest.IndexOf(separator);
        Current = Separator.Trim(length < 0 ? _rest : _rest[..length]);
        Advance(length < 0 ? default : _rest[length..]);
        return true;
    }

    /// <summary>Takes a cell that is quoted as a whole; others that begin with a quotation mark are taken as they are.</summary>
    private bool TryQuoted(ReadOnlySpan<byte> text)
    {
        if (!QuotedCell.TryRead(text, out ReadOnlySpan<byte> content, out int length))
            return false;
        ReadOnlySpan<byte> behind = text[length..].TrimStart((byte)' ');
        if (!behind.IsEmpty && (behind[0] != separator || _left == 0))
            return false;
        Current = content;
        Advance(behind);
        return true;
    }

    private void Advance(ReadOnlySpan<byte> rest)
    {
        _isEnd = rest.IsEmpty;
        _rest = _isEnd ? default : rest[1..];
    }
}
