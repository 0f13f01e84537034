using System.Buffers.Text;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>What the columns of a log of psrecord are: told by its header.</summary>
internal sealed class PsrecordLayout
{
    /// <summary>Where the number of processes stands, in CSV.</summary>
    public const int Processes = 1;

    private readonly int _count;

    private PsrecordLayout(bool isCsv, bool hasCounters, int? pid)
    {
        (IsCsv, HasCounters, Pid) = (isCsv, hasCounters, pid);
        _count = (isCsv ? 5 : 4) + (hasCounters ? 4 : 0);
        Columns =
        [
            new(Metric.Rss, isCsv ? "mem_real of psrecord" : "Real (MB) of psrecord"),
            new(Metric.Vsz, isCsv ? "mem_virtual of psrecord" : "Virtual (MB) of psrecord"),
            new(Metric.Cpu, isCsv ? "cpu of psrecord" : "CPU (%) of psrecord"),
            .. isCsv ? (LogColumn[])[new(Metric.Processes, "nproc of psrecord")] : [],
            .. hasCounters
                ? (LogColumn[])[new(Metric.ReadBytes, isCsv ? "read_bytes of psrecord" : "Read bytes of psrecord"), new(Metric.WriteBytes, isCsv ? "write_bytes of psrecord" : "Write bytes of psrecord")]
                : [],
        ];
    }

    /// <summary>Whether it is CSV, which tells how many processes there were; otherwise its columns stand below each other.</summary>
    public bool IsCsv { get; }

    /// <summary>How many decimals its numbers have; CSV has them all.</summary>
    public int Decimals => IsCsv ? 17 : 3;

    /// <summary>Whether there are counters of what was read and written.</summary>
    public bool HasCounters { get; }

    /// <summary>The process, where the log tells it.</summary>
    public int? Pid { get; }

    /// <summary>The metrics that it has.</summary>
    public IReadOnlyList<LogColumn> Columns { get; }

    /// <summary>Where CPU stands.</summary>
    public int Cpu => IsCsv ? 2 : 1;

    /// <summary>Where RSS stands.</summary>
    public int Rss => Cpu + 1;

    /// <summary>Where the address space stands.</summary>
    public int Vsz => Cpu + 2;

    /// <summary>Where the bytes read stand, and behind them those written.</summary>
    public int ReadBytes => Cpu + 5;

    private static ReadOnlySpan<byte> Plain => "# Elapsed time"u8;

    private static ReadOnlySpan<byte> Csv => "elapsed_time,nproc,cpu,mem_real,mem_virtual"u8;

    private static ReadOnlySpan<byte> Attaching => "Attaching to process "u8;

    /// <summary>The layout that a header tells; null when it is none.</summary>
    public static PsrecordLayout? Of(ReadOnlySpan<byte> header, int? pid)
    {
        if (header.StartsWith(Csv))
            return new PsrecordLayout(isCsv: true, header.IndexOf(",read_bytes,write_bytes"u8) >= 0, pid);
        return header.StartsWith(Plain) && header.IndexOf("CPU (%)"u8) >= 0 ? new PsrecordLayout(isCsv: false, header.IndexOf("Read bytes"u8) >= 0, pid) : null;
    }

    /// <summary>Whether a line is what psrecord says to its user.</summary>
    public static bool IsTalk(ReadOnlySpan<byte> line) =>
        line.StartsWith(Attaching) || line.StartsWith("Starting up command '"u8) || line.StartsWith("Command requires a shell"u8) || line.StartsWith("Process finished ("u8);

    /// <summary>The process that psrecord says it attaches to; null when it says something else.</summary>
    public static int? PidOf(ReadOnlySpan<byte> line) => line.StartsWith(Attaching) && Utf8Parser.TryParse(line[Attaching.Length..], out int pid, out _) && pid > 0 ? pid : null;

    /// <summary>Whether a line is such a header again.</summary>
    public bool IsHeader(ReadOnlySpan<byte> line) => line.StartsWith(IsCsv ? Csv : Plain);

    /// <summary>The cells of a row behind its time.</summary>
    public ReadOnlySpan<double> Cells(ReadOnlySpan<double> row) => row[1.._count];

    /// <summary>Reads a row; false when it is none.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, Span<double> cells, out TimeSpan elapsed)
    {
        elapsed = default;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<byte> cell = TakeCell(ref line);
            bool isRead = i == 0 ? LogText.TryTime(cell, out elapsed) : LogText.TryFigure(cell, out cells[i]);
            if (!isRead)
                return false;
        }

        return line.IsEmpty;
    }

    private ReadOnlySpan<byte> TakeCell(ref ReadOnlySpan<byte> line)
    {
        if (!IsCsv)
            return LogText.TakeWord(ref line);
        int end = line.IndexOf((byte)',');
        ReadOnlySpan<byte> cell = end < 0 ? line : line[..end];
        line = end < 0 ? default : line[(end + 1)..];
        return cell;
    }
}
