using System.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// Rows of CSV as lines of JSON with the columns as keys: numbers and names as they are, null for what is unknown. It is done on the writing thread, so that the sampling thread
/// writes each row once, in one form.
/// </summary>
internal sealed class JsonRow
{
    private static readonly string[] FirstKeys = ["time", "elapsed_s", "pid", "command"];

    private readonly byte[][] _keys;

    /// <param name="metrics">Which figures the rows have.</param>
    public JsonRow(MetricSet metrics)
    {
        string[] names = [.. FirstKeys, .. metrics.InOrder.Select(metric => metric.Column)];
        _keys = [.. names.Select((name, index) => Encoding.UTF8.GetBytes(index == 0 ? $"{{\"type\":\"sample\",\"{name}\":" : $",\"{name}\":"))];
        // A cell at most doubles, by escapes, and an empty one is "null".
        MaxLength = _keys.Sum(key => key.Length) + (2 * CsvRow.MaxLength) + ("null".Length * names.Length);
    }

    /// <summary>No line is longer.</summary>
    public int MaxLength { get; }

    /// <summary>Writes the line of a row, with its line feed, and returns its length.</summary>
    /// <param name="row">The row as <see cref="CsvRow"/> makes it, without its line feed.</param>
    /// <param name="line">Takes the line.</param>
    public int Format(ReadOnlySpan<byte> row, Span<byte> line)
    {
        int length = 0;
        bool hasPid = false;
        for (int column = 0; column < _keys.Length; column++)
        {
            ReadOnlySpan<byte> cell = TakeCell(ref row);
            _keys[column].CopyTo(line[length..]);
            length += _keys[column].Length;
            length += column switch
            {
                0 when !cell.IsEmpty => FormatText(cell, line[length..]),
                // A total of several has neither a PID nor a name; a process has both, be its name empty.
                3 when hasPid || !cell.IsEmpty => FormatText(cell, line[length..]),
                _ => FormatNumber(cell, line[length..]),
            };
            hasPid |= column == 2 && !cell.IsEmpty;
        }

        "}\n"u8.CopyTo(line[length..]);
        return length + 2;
    }

    /// <summary>The next cell, still quoted, which is taken off with its comma.</summary>
    private static ReadOnlySpan<byte> TakeCell(ref ReadOnlySpan<byte> row)
    {
        int length = 0;
        bool isQuoted = false;
        while (length < row.Length && (isQuoted || row[length] != ','))
            isQuoted ^= row[length++] == '"';
        ReadOnlySpan<byte> cell = row[..length];
        row = length < row.Length ? row[(length + 1)..] : [];
        return cell;
    }

    private static int FormatNumber(ReadOnlySpan<byte> cell, Span<byte> value)
    {
        ReadOnlySpan<byte> number = cell.IsEmpty ? "null"u8 : cell;
        number.CopyTo(value);
        return number.Length;
    }

    /// <summary>There are no control characters in it: rows are made of safe text.</summary>
    private static int FormatText(ReadOnlySpan<byte> cell, Span<byte> value)
    {
        bool isQuoted = cell.StartsWith("\""u8);
        ReadOnlySpan<byte> text = isQuoted ? cell[1..^1] : cell;
        int length = 0;
        value[length++] = (byte)'"';
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'"' or (byte)'\\')
                value[length++] = (byte)'\\';
            value[length++] = text[i];
            // In quotes CSV doubles the quote.
            i += isQuoted && text[i] == '"' ? 1 : 0;
        }

        value[length++] = (byte)'"';
        return length;
    }
}
