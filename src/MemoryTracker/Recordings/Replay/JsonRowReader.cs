using System.Text;
using System.Text.Json;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>Reads the <c>sample</c> lines of a recording in JSON: the keys are the columns of the CSV, what is unknown is null or missing. Allocates nothing for lines as the recorder writes them.</summary>
internal sealed class JsonRowReader
{
    private const string NoTime = "tells no time at which it was taken";
    private const string NoLine = "is no line of JSON, or only a part of one";
    private const int LongestName = 256;

    private static readonly string[] FirstKeys = ["type", "time", "elapsed_s", "pid", "command"];

    private readonly TimeCell _time = new();
    private readonly CommandCell _command = new();
    private readonly byte[] _name = new byte[LongestName];
    private readonly List<(byte[] Key, CsvColumn Column)> _keys = [];
    private readonly MetricSet _metrics;
    private int _next;

    /// <param name="metrics">Which figures count.</param>
    public JsonRowReader(MetricSet metrics)
    {
        _metrics = metrics;
        foreach (string key in FirstKeys.Concat(metrics.InOrder.Select(metric => metric.Column)))
            _keys.Add((Encoding.UTF8.GetBytes(key), CsvColumn.Of(key)));
    }

    /// <summary>Reads a row; false when the line is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="row">What takes it; of no meaning when the line is no row.</param>
    /// <param name="problem">What is wrong with the line, in words; null when nothing is.</param>
    public bool TryRead(ReadOnlySpan<byte> line, RecordedRow row, out string? problem)
    {
        row.Time = 0;
        row.Elapsed = -1;
        row.Figures.Pid = null;
        row.Figures.Command = default;
        foreach (Metric metric in _metrics.InOrder)
            row.Figures[metric] = double.NaN;
        problem = NoLine;
        // An exception takes as long as a thousand lines: those that are cut off need none.
        if (!line.EndsWith("}"u8))
            return false;
        try
        {
            problem = Read(line, row, out bool isRow);
            return isRow;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private string? Read(ReadOnlySpan<byte> line, RecordedRow row, out bool isRow)
    {
        isRow = false;
        string? problem = null;
        Utf8JsonReader json = new(line);
        _ = json.Read();
        _next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            CsvColumn? column = Find(ref json);
            _ = json.Read();
            string? found = column is null ? Skip(ref json) : Read(column, ref json, row);
            if (found is not null && column!.Kind != CsvColumn.Content.Figure)
                return found;
            problem = found ?? problem;
        }

        // Behind the object nothing may stand; something makes the reader throw.
        isRow = !json.Read() && (row.Elapsed >= 0 || row.Time != 0);
        return isRow ? problem : NoTime;
    }

    private string? Read(CsvColumn column, ref Utf8JsonReader json, RecordedRow row) => column.Kind switch
    {
        _ when json.TokenType == JsonTokenType.Null => null,
        CsvColumn.Content.Figure => ReadFigure(column, ref json, row),
        CsvColumn.Content.Time => ReadTime(ref json, row),
        CsvColumn.Content.Elapsed => ReadElapsed(ref json, row),
        CsvColumn.Content.Pid => ReadPid(ref json, row),
        CsvColumn.Content.Command => ReadCommand(ref json, row),
        _ => Skip(ref json),
    };

    /// <summary>What a key is; mostly that which follows the one before.</summary>
    private CsvColumn? Find(ref Utf8JsonReader json)
    {
        for (int tried = 0; tried < _keys.Count; tried++)
        {
            int index = _next < _keys.Count ? _next : 0;
            _next = index + 1;
            if (!json.ValueIsEscaped && json.ValueSpan.SequenceEqual(_keys[index].Key))
                return _keys[index].Column;
        }

        return null;
    }

    private static string? ReadFigure(CsvColumn column, ref Utf8JsonReader json, RecordedRow row)
    {
        double figure = Number(ref json);
        row.Figures[column.Metric!] = figure;
        return double.IsNaN(figure) ? column.Problem : null;
    }

    private string? ReadTime(ref Utf8JsonReader json, RecordedRow row)
    {
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.String || !_time.TryRead(json.ValueSpan, out long ticks))
            return NoTime;
        row.Time = ticks;
        return null;
    }

    private static string? ReadElapsed(ref Utf8JsonReader json, RecordedRow row)
    {
        row.Elapsed = IsDecimal(ref json, out long mantissa, out int places) ? RecordedRow.Microseconds(mantissa, places) : RecordedRow.Microseconds(Number(ref json));
        return row.Elapsed < 0 ? NoTime : null;
    }

    private static string? ReadPid(ref Utf8JsonReader json, RecordedRow row)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out int pid) || pid < 0)
            return "has no PID where one stands";
        row.Figures.Pid = pid;
        return null;
    }

    private string? ReadCommand(ref Utf8JsonReader json, RecordedRow row)
    {
        if (json.TokenType != JsonTokenType.String)
            return Skip(ref json);
        bool isPlain = !json.ValueIsEscaped || json.ValueSpan.Length > LongestName;
        row.Figures.Command = _command.Read(isPlain ? json.ValueSpan : _name.AsSpan(0, json.CopyString(_name)));
        return null;
    }

    private static string? Skip(ref Utf8JsonReader json)
    {
        json.Skip();
        return null;
    }

    private static bool IsDecimal(ref Utf8JsonReader json, out long mantissa, out int places)
    {
        bool isDecimal = DecimalCell.TryRead(json.ValueSpan, 0, out mantissa, out places, out int length);
        return isDecimal && length == json.ValueSpan.Length && json.TokenType == JsonTokenType.Number;
    }

    /// <summary>NaN for what is no number, or none that a recorder writes.</summary>
    private static double Number(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            json.Skip();
            return double.NaN;
        }

        if (IsDecimal(ref json, out long mantissa, out int places) && DecimalCell.TryValue(mantissa, places, out double value))
            return value;
        return json.TryGetDouble(out value) ? RecordedRow.Credible(value) : double.NaN;
    }
}
