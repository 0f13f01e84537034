using System.Buffers.Text;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings;

/// <summary>
/// Samples as lines of CSV: RFC 4180 with LF, ISO-8601 in UTC, the unit in each column's name, an empty cell for what is unknown. Written by
/// hand, because a row is written at every tick: without allocation, and under every culture the same.
/// </summary>
/// <param name="metrics">Which figures there are.</param>
internal sealed class CsvRow(MetricSet metrics)
{
    /// <summary>No row is longer, not even one of every metric.</summary>
    public const int MaxLength = 1024;

    private readonly byte[] _date = new byte[10];
    private readonly byte[] _command = new byte[(CommandName.MaxLength * SafeText.MaxGrowth) + 2];
    private long _day = -1;
    private CommandName _cachedCommand;
    private int _commandLength;

    /// <summary>The first line of a file of those metrics.</summary>
    public static byte[] Header(MetricSet metrics) =>
        Encoding.UTF8.GetBytes("time,elapsed_s,pid,command" + string.Concat(metrics.InOrder.Select(metric => "," + metric.Column)) + "\n");

    /// <summary>Writes the row of the sample's total with its line feed and returns its length.</summary>
    public int Format(Sample sample, Span<byte> row) => Format(sample, sample.Total, row);

    /// <summary>Writes the row of the sample's total, or of one of its processes, with its line feed and returns its length.</summary>
    public int Format(Sample sample, Figures figures, Span<byte> row)
    {
        // Another tool's log may not tell when it was made; then the elapsed time alone is known.
        int length = sample.Time < DateTime.UnixEpoch ? 0 : FormatTime(sample.Time, row);
        row[length++] = (byte)',';
        length += FormatDecimal(sample.Elapsed.Ticks / TimeSpan.TicksPerMicrosecond, 6, row[length..]);
        row[length++] = (byte)',';
        if (figures.Pid is { } pid)
            length += FormatInteger(pid, row[length..]);
        row[length++] = (byte)',';
        length += FormatCommand(figures.Command, row[length..]);
        foreach (Metric metric in metrics.InOrder)
        {
            row[length++] = (byte)',';
            length += FormatFigure(figures[metric], metric.Decimals, row[length..]);
        }

        row[length++] = (byte)'\n';
        return length;
    }

    /// <summary>What is unknown is empty, and so is what has no room in 64 bits, for it would be another number.</summary>
    private static int FormatFigure(double value, int decimals, Span<byte> cell)
    {
        double units = Math.Round(value * Power(decimals));
        return Math.Abs(units) <= long.MaxValue ? FormatDecimal((long)units, decimals, cell) : 0;
    }

    private static long Power(int decimals)
    {
        long power = 1;
        for (int i = 0; i < decimals; i++)
            power *= 10;
        return power;
    }

    /// <summary>A number told in units of its last decimal: 12345 with 3 decimals is <c>12.345</c>.</summary>
    private static int FormatDecimal(long value, int decimals, Span<byte> cell)
    {
        if (decimals == 0)
            return FormatInteger(value, cell);
        long power = Power(decimals);
        int length = 0;
        if (value < 0)
        {
            cell[length++] = (byte)'-';
            value = -value;
        }

        length += FormatInteger(value / power, cell[length..]);
        cell[length++] = (byte)'.';
        FormatDigits(value % power, cell.Slice(length, decimals));
        return length + decimals;
    }

    private static int FormatInteger(long value, Span<byte> cell)
    {
        bool fits = Utf8Formatter.TryFormat(value, cell, out int length);
        System.Diagnostics.Debug.Assert(fits, "a row has room for every number");
        return length;
    }

    /// <summary>Fills the whole cell, with zeros in front.</summary>
    private static void FormatDigits(long value, Span<byte> cell)
    {
        for (int i = cell.Length - 1; i >= 0; i--)
        {
            (value, long digit) = Math.DivRem(value, 10);
            cell[i] = (byte)('0' + digit);
        }
    }

    private int FormatTime(DateTime time, Span<byte> cell)
    {
        (long day, long ticks) = Math.DivRem(time.Ticks, TimeSpan.TicksPerDay);
        if (day != _day)
        {
            FormatDigits(time.Year, _date.AsSpan(0, 4));
            _date[4] = _date[7] = (byte)'-';
            FormatDigits(time.Month, _date.AsSpan(5, 2));
            FormatDigits(time.Day, _date.AsSpan(8, 2));
            _day = day;
        }

        _date.CopyTo(cell);
        (long seconds, long fraction) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        cell[10] = (byte)'T';
        FormatDigits(seconds / 3600, cell.Slice(11, 2));
        cell[13] = (byte)':';
        FormatDigits(seconds / 60 % 60, cell.Slice(14, 2));
        cell[16] = (byte)':';
        FormatDigits(seconds % 60, cell.Slice(17, 2));
        cell[19] = (byte)'.';
        FormatDigits(fraction / TimeSpan.TicksPerMicrosecond, cell.Slice(20, 6));
        cell[26] = (byte)'Z';
        return 27;
    }

    /// <summary>The name is hostile: cleaned, and quoted where RFC 4180 asks for it. It hardly ever changes, so the cell is kept.</summary>
    private int FormatCommand(CommandName command, Span<byte> cell)
    {
        if (command != _cachedCommand)
        {
            _cachedCommand = command;
            _commandLength = Quote(command, _command);
        }

        _command.AsSpan(0, _commandLength).CopyTo(cell);
        return _commandLength;
    }

    private static int Quote(CommandName command, Span<byte> cell)
    {
        Span<byte> clean = stackalloc byte[CommandName.MaxLength * SafeText.MaxGrowth];
        clean = clean[..SafeText.Clean(command.Raw, clean)];
        if (clean.IndexOfAny(",\""u8) < 0)
        {
            clean.CopyTo(cell);
            return clean.Length;
        }

        int length = 0;
        cell[length++] = (byte)'"';
        foreach (byte value in clean)
        {
            if (value == '"')
                cell[length++] = (byte)'"';
            cell[length++] = value;
        }

        cell[length++] = (byte)'"';
        return length;
    }
}
