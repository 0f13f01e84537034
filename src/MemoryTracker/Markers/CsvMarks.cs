namespace MemoryTracker.Markers;

/// <summary>Rows below a header that names a time and a label among its columns, in any order; it also tells the file's separator.</summary>
internal sealed class CsvMarks(FieldMarks marks)
{
    private MarkerField[] _columns = [];
    private byte _separator;
    private int _fewestCells;

    private static ReadOnlySpan<byte> Separators => ",;\t"u8;

    /// <summary>Whether there has been a header.</summary>
    public bool HasHeader => _columns.Length > 0;

    /// <summary>Takes the line as the header of what follows; false when it is none.</summary>
    public bool TryTakeHeader(ReadOnlySpan<byte> line)
    {
        foreach (byte separator in Separators)
        {
            if (!line.Contains(separator) || Columns(line, separator) is not { } columns)
                continue;
            _columns = columns;
            _separator = separator;
            _fewestCells = Math.Max(Array.IndexOf(columns, MarkerField.Time), Array.IndexOf(columns, MarkerField.Label)) + 1;
            return true;
        }

        return false;
    }

    /// <summary>Reads a row. False when it is none, because it has too few cells or what should be a time is not; why is then the problem of the line that was read.</summary>
    public bool TryReadRow(ReadOnlySpan<byte> line, out MarkerLine read)
    {
        MarkFields fields = default;
        int cells = 0;
        foreach (ReadOnlySpan<byte> cell in new CsvCells(line, _separator, _columns.Length))
            fields.Set(_columns[cells++], cell);
        bool isTime = marks.TryReadTime(fields, out ToldTime? at);
        if (!isTime)
            read = MarkerProblem.Of(marks.NoTime(fields.Time));
        else if (cells < _fewestCells)
            read = at is null ? MarkerProblem.Of("has fewer cells than the header asks for") : MarkerProblem.NoLabel;
        else
            read = marks.Read(fields, at);
        return isTime && cells >= _fewestCells;
    }

    /// <summary>The columns that the line names; null when a time or a label is not among them.</summary>
    private static MarkerField[]? Columns(ReadOnlySpan<byte> line, byte separator)
    {
        List<MarkerField> columns = [];
        foreach (ReadOnlySpan<byte> name in new CsvCells(line, separator, int.MaxValue))
            columns.Add(MarkerFields.Named(name));
        return columns.Contains(MarkerField.Time) && columns.Contains(MarkerField.Label) ? [.. columns] : null;
    }
}
