using System.Buffers.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// Reads rows of a recording's CSV. Cells as the recorder writes them are read straight from the line, which is what makes it fast; any other form that RFC 4180 and other programs'
/// numbers allow is read by way of its text. Allocates nothing for the former.
/// </summary>
/// <param name="columns">Which cells a row has.</param>
internal sealed class CsvRowReader(CsvColumn[] columns)
{
    private const string NoTime = "tells no time at which it was taken";

    private readonly TimeCell _time = new();
    private readonly CommandCell _command = new();
    private readonly bool _hasElapsed = Array.Exists(columns, column => column.Kind == CsvColumn.Content.Elapsed);

    /// <summary>Reads a row; false when the line is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="row">What takes it; of no meaning when the line is no row.</param>
    /// <param name="problem">What is wrong with the line, in words; null when nothing is.</param>
    public bool TryRead(ReadOnlySpan<byte> line, RecordedRow row, out string? problem)
    {
        problem = null;
        row.Time = 0;
        row.Elapsed = -1;
        int start = 0;
        foreach (CsvColumn column in columns)
        {
            if (start > line.Length)
            {
                problem = "has too few cells";
                return false;
            }

            problem = Read(column, line, start, row, out int end) ?? problem;
            if (problem is not null && column.Kind != CsvColumn.Content.Figure)
                return false;
            start = end + 1;
        }

        if (start <= line.Length)
            problem = "has too many cells";
        else if (_hasElapsed ? row.Elapsed < 0 : row.Time == 0)
            problem = NoTime;
        else
            return true;
        return false;
    }

    private string? Read(CsvColumn column, ReadOnlySpan<byte> line, int start, RecordedRow row, out int end) => column.Kind switch
    {
        CsvColumn.Content.Figure => ReadFigure(column, line, start, row, out end),
        CsvColumn.Content.Time => ReadTime(line, start, row, out end),
        CsvColumn.Content.Elapsed => ReadElapsed(line, start, row, out end),
        CsvColumn.Content.Pid => ReadPid(line, start, row, out end),
        CsvColumn.Content.Command => ReadCommand(line, start, row, out end),
        _ => Skip(line, start, out end),
    };

    private static string? ReadFigure(CsvColumn column, ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        if (IsEnd(text, 0))
        {
            end = start;
            row.Figures[column.Metric!] = double.NaN;
            return null;
        }

        if (!DecimalCell.TryRead(text, out long mantissa, out int places, out int length) || !IsEnd(text, length) || !DecimalCell.TryValue(mantissa, places, out double figure))
        {
            ReadOnlySpan<byte> cell = CsvCell.Read(line, start, out end);
            figure = Number(cell);
            row.Figures[column.Metric!] = figure;
            return double.IsNaN(figure) && !cell.IsEmpty ? column.Problem : null;
        }

        end = start + length;
        row.Figures[column.Metric!] = figure;
        return null;
    }

    private string? ReadTime(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        if (_time.TryReadQuickly(text, out long ticks) && IsEnd(text, TimeCell.Length))
        {
            end = start + TimeCell.Length;
            row.Time = ticks;
            return null;
        }

        ReadOnlySpan<byte> cell = CsvCell.Read(line, start, out end);
        if (cell.IsEmpty)
            return null;
        bool isTime = _time.TryRead(cell, out ticks);
        row.Time = ticks;
        return isTime ? null : NoTime;
    }

    private static string? ReadElapsed(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        if (!DecimalCell.TryRead(text, out long mantissa, out int places, out int length) || !IsEnd(text, length))
        {
            row.Elapsed = RecordedRow.Microseconds(Number(CsvCell.Read(line, start, out end)));
            return row.Elapsed < 0 ? NoTime : null;
        }

        end = start + length;
        row.Elapsed = RecordedRow.Microseconds(mantissa, places);
        return row.Elapsed < 0 ? NoTime : null;
    }

    private static string? ReadPid(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        row.Figures.Pid = null;
        end = start;
        if (IsEnd(text, 0))
            return null;
        double pid;
        if (DecimalCell.TryRead(text, out long mantissa, out int places, out int length) && places == 0 && IsEnd(text, length))
        {
            end = start + length;
            pid = mantissa;
        }
        else
        {
            ReadOnlySpan<byte> cell = CsvCell.Read(line, start, out end);
            if (cell.IsEmpty)
                return null;
            pid = Number(cell);
        }

        if (!(pid <= int.MaxValue) || pid != Math.Floor(pid))
            return "has no PID where one stands";
        row.Figures.Pid = (int)pid;
        return null;
    }

    private string? ReadCommand(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        end = _command.IsSame(text) && IsEnd(text, _command.Length) ? start + _command.Length : _command.Read(line, start);
        row.Figures.Command = _command.Name;
        return null;
    }

    private static string? Skip(ReadOnlySpan<byte> line, int start, out int end)
    {
        _ = CsvCell.Read(line, start, out end);
        return null;
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, int length) => (uint)length >= (uint)text.Length || text[length] == ',';

    /// <summary>A number in any form that other programs write one in; NaN when it is none, or none that a recorder writes.</summary>
    private static double Number(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim((byte)' ');
        return Utf8Parser.TryParse(cell, out double value, out int length) && length == cell.Length ? RecordedRow.Credible(value) : double.NaN;
    }
}
