using System.Buffers.Text;
using System.Runtime.CompilerServices;
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
        string? wrong = null;
        row.Time = 0;
        row.Elapsed = -1;
        Figures figures = row.Figures;
        int start = 0;
        foreach (CsvColumn column in columns)
        {
            int end;
            if (start > line.Length)
                return Refuse("has too few cells", out problem);
            if (column.Metric is { } metric)
                figures[metric] = TryFigure(line, start, out end, out double figure) ? figure : ReadFigure(column, line, start, out end, ref wrong);
            else if (Read(column.Kind, line, start, row, out end) is { } found)
                return Refuse(found, out problem);
            start = end + 1;
        }

        if (start <= line.Length)
            return Refuse("has too many cells", out problem);
        if (_hasElapsed ? row.Elapsed < 0 : row.Time == 0)
            return Refuse(NoTime, out problem);
        problem = wrong;
        return true;
    }

    private static bool Refuse(string why, out string? problem)
    {
        problem = why;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? Read(CsvColumn.Content kind, ReadOnlySpan<byte> line, int start, RecordedRow row, out int end) => kind switch
    {
        CsvColumn.Content.Time => ReadTime(line, start, row, out end),
        CsvColumn.Content.Elapsed => ReadElapsed(line, start, row, out end),
        CsvColumn.Content.Pid => ReadPid(line, start, row, out end),
        CsvColumn.Content.Command => ReadCommand(line, start, row, out end),
        _ => Skip(line, start, out end),
    };

    /// <summary>Reads a figure as the recorder writes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFigure(ReadOnlySpan<byte> line, int start, out int end, out double figure)
    {
        figure = double.NaN;
        end = start;
        return IsEnd(line, start) || (DecimalCell.TryRead(line, start, out long mantissa, out int places, out end) && IsEnd(line, end) && DecimalCell.TryValue(mantissa, places, out figure));
    }

    private static double ReadFigure(CsvColumn column, ReadOnlySpan<byte> line, int start, out int end, ref string? problem)
    {
        ReadOnlySpan<byte> cell = CsvCell.Read(line, start, out end);
        double figure = Number(cell);
        if (double.IsNaN(figure) && !cell.IsEmpty)
            problem = column.Problem;
        return figure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? ReadTime(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        if (_time.TryReadQuickly(text, out long ticks) && IsEnd(line, start + TimeCell.Length))
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? ReadElapsed(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        if (DecimalCell.TryRead(line, start, out long mantissa, out int places, out end) && IsEnd(line, end))
            row.Elapsed = RecordedRow.Microseconds(mantissa, places);
        else
            row.Elapsed = RecordedRow.Microseconds(Number(CsvCell.Read(line, start, out end)));
        return row.Elapsed < 0 ? NoTime : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? ReadPid(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        row.Figures.Pid = null;
        int digits = DecimalCell.Eight(line, start, out long number);
        end = start + digits;
        if (IsEnd(line, end))
        {
            if (digits > 0)
                row.Figures.Pid = (int)number;
            return null;
        }

        ReadOnlySpan<byte> cell = CsvCell.Read(line, start, out end);
        double pid = Number(cell);
        if (pid <= int.MaxValue && pid == Math.Floor(pid))
            row.Figures.Pid = (int)pid;
        return row.Figures.Pid is null && !cell.IsEmpty ? "has no PID where one stands" : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? ReadCommand(ReadOnlySpan<byte> line, int start, RecordedRow row, out int end)
    {
        ReadOnlySpan<byte> text = line[start..];
        end = _command.IsSame(text) && IsEnd(line, start + _command.Length) ? start + _command.Length : _command.Read(line, start);
        row.Figures.Command = _command.Name;
        return null;
    }

    private static string? Skip(ReadOnlySpan<byte> line, int start, out int end)
    {
        _ = CsvCell.Read(line, start, out end);
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsEnd(ReadOnlySpan<byte> line, int at) => (uint)at >= (uint)line.Length || line[at] == ',';

    /// <summary>A number in any form that other programs write one in; NaN when it is none, or none that a recorder writes.</summary>
    private static double Number(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim((byte)' ');
        return Utf8Parser.TryParse(cell, out double value, out int length) && length == cell.Length ? RecordedRow.Credible(value) : double.NaN;
    }
}
