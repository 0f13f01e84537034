using System.Buffers.Text;
using System.Text.Json;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>A line of a <c>usage.jsonl</c> of duct: what it says of one report interval. All figures are the highest of the samples that duct took in it.</summary>
internal sealed class DuctRecord
{
    private const int LongestCommand = 200;
    private const int MostProcessId = 1 << 22;

    private readonly LoggedProcesses _processes = new(mayPause: false);

    /// <summary>When its last sample was taken, since 1970; null when it does not tell.</summary>
    public TimeSpan? Time { get; private set; }

    /// <summary>Of how many samples it tells; 0 when that is not known.</summary>
    public double Samples { get; private set; }

    /// <summary>The total of all processes.</summary>
    public Figures Total { get; } = new();

    /// <summary>The processes, in the order in which they were first seen.</summary>
    public IReadOnlyList<Figures> Processes => _processes.Rows;

    /// <summary>The process that was the first of all.</summary>
    public int? FirstPid { get; private set; }

    /// <summary>Its command line, safe to show; empty when it is not known.</summary>
    public string FirstCommand { get; private set; } = "";

    /// <summary>Whether a line begins as those of duct do.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) =>
        line.TrimStart(" \t"u8).StartsWith("{"u8) && line.IndexOf("\"timestamp\""u8) >= 0 && line.IndexOf("\"processes\""u8) >= 0 && line.IndexOf("\"num_samples\""u8) >= 0;

    /// <summary>Reads a line; why it cannot be read, else null.</summary>
    public string? Read(ReadOnlySpan<byte> line)
    {
        if (Check(line) is { } problem)
            return problem;
        Samples = 0;
        Total.Clear();
        _processes.Clear();
        Utf8JsonReader reader = new(line);
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadPart(ref reader);
        _processes.Sort();
        return null;
    }

    /// <summary>Reads the time, and all else without taking it: a line that is none changes nothing.</summary>
    private string? Check(ReadOnlySpan<byte> line)
    {
        Time = null;
        try
        {
            Utf8JsonReader reader = new(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "is no record of duct";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isTime = reader.ValueTextEquals("timestamp"u8);
                _ = reader.Read();
                if (isTime && reader.TokenType == JsonTokenType.String)
                    Time = TimeOf(JsonText.Of(reader));
                else
                    reader.Skip();
            }

            return Time is null || reader.Read() ? "has no time" : null;
        }
        catch (JsonException)
        {
            return "is no whole record of duct";
        }
    }

    private void ReadPart(ref Utf8JsonReader reader)
    {
        bool isCount = reader.ValueTextEquals("num_samples"u8);
        bool isTotal = reader.ValueTextEquals("totals"u8);
        bool isProcesses = reader.ValueTextEquals("processes"u8);
        _ = reader.Read();
        if (isCount)
            Samples = Figure(ref reader) is >= 0 and var count ? count : 0;
        else if (isTotal && reader.TokenType == JsonTokenType.StartObject)
            ReadFigures(ref reader, Total, out _);
        else if (isProcesses && reader.TokenType == JsonTokenType.StartObject)
            ReadProcesses(ref reader);
        else
            reader.Skip();
    }

    private static TimeSpan? TimeOf(ReadOnlySpan<byte> text) =>
        IsoTime.TryRead(text, TimeZoneInfo.Local, out long nanoseconds, out int length) && length == text.Length && nanoseconds >= 0 ? LogText.Time(nanoseconds) : null;

    private void ReadProcesses(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isPid = Utf8Parser.TryParse(name, out int pid, out int used) && used == name.Length && pid is > 0 and <= MostProcessId;
            _ = reader.Read();
            if (!isPid || reader.TokenType != JsonTokenType.StartObject || _processes.Row(pid, out _) is not { } row)
            {
                reader.Skip();
                continue;
            }

            ReadFigures(ref reader, row, out string command);
            FirstPid ??= pid;
            if (FirstPid == pid && FirstCommand.Length == 0)
                FirstCommand = command;
        }
    }

    private void ReadFigures(ref Utf8JsonReader reader, Figures row, out string command)
    {
        command = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRss = reader.ValueTextEquals("rss"u8);
            bool isVsz = reader.ValueTextEquals("vsz"u8);
            bool isCommand = reader.ValueTextEquals("cmd"u8);
            _ = reader.Read();
            if (isRss)
                row[Metric.Rss] = LogText.Rounded(Figure(ref reader), Metric.Rss);
            else if (isVsz)
                row[Metric.Vsz] = LogText.Rounded(Figure(ref reader), Metric.Vsz);
            else if (isCommand && reader.TokenType == JsonTokenType.String)
                command = Name(row, JsonText.Of(reader));
            else
                reader.Skip();
        }
    }

    private string Name(Figures row, ReadOnlySpan<byte> commandLine)
    {
        row.Command = LogText.Program(commandLine);
        return FirstCommand.Length > 0 ? "" : SafeText.Shorten(SafeText.Clean(commandLine[..Math.Min(commandLine.Length, LongestCommand)]).Trim(), LongestCommand / 2);
    }

    /// <summary>A number; NaN for anything else, which is skipped.</summary>
    private static double Figure(ref Utf8JsonReader reader)
    {
        double figure = double.NaN;
        if (reader.TokenType == JsonTokenType.Number)
            _ = LogText.TryFigure(reader.ValueSpan, out figure);
        else
            reader.Skip();
        return figure;
    }
}
