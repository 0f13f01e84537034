using BenchmarkDotNet.Attributes;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Benchmarks;

/// <summary>Texts that are parsed over and over: the files of /proc as they are of this process, a row of CSV, lines of marker files.</summary>
public class ParserBenchmarks
{
    private static readonly byte[] Status = File.ReadAllBytes("/proc/self/status");
    private static readonly byte[] Stat = File.ReadAllBytes("/proc/self/stat");
    private static readonly byte[] Io = File.ReadAllBytes("/proc/self/io");
    private static readonly byte[] Smaps = File.ReadAllBytes("/proc/self/smaps_rollup");

    private static readonly CsvRowReader Reader = new(new CsvHeader("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent"u8).Columns);
    private static readonly RecordedRow Row = new();

    private static readonly MarkerParser EpochLines = new(null);
    private static readonly MarkerParser IsoLines = new(null);
    private static readonly MarkerParser JsonLines = new(null);

    [Benchmark]
    public long? StatusOfATick() => ProcStatus.ParseTick(Status).Rss;

    [Benchmark]
    public long? StatusWhole() => ProcStatus.Parse(Status).Rss;

    [Benchmark]
    public bool StatOfATick() => ProcStat.Parse(Stat) is not null;

    [Benchmark]
    public bool IoOfATick() => ProcIo.Parse(Io).ReadBytes is not null;

    [Benchmark]
    public long? SmapsRollupWhole() => SmapsRollup.Parse(Smaps).Pss;

    [Benchmark]
    public bool CsvRowOfOurs() => Reader.TryRead("2026-11-23T04:46:01.081474Z,13.250095,5320,python3,412528640,863219712,97.101"u8, Row, out _);

    [Benchmark]
    public bool MarkerSinceEpoch() => EpochLines.Parse("1795409161.081474 load the index"u8).Mark is not null;

    [Benchmark]
    public bool MarkerIso() => IsoLines.Parse("2026-11-23T04:46:01.081474Z load the index"u8).Mark is not null;

    [Benchmark]
    public bool MarkerJson() => JsonLines.Parse("""{"time": 1795409161.081474, "label": "load the index"}"""u8).Mark is not null;
}
