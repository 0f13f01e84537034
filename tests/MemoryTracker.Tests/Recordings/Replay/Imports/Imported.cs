using System.Globalization;
using System.IO.Compression;
using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

/// <summary>What was read from a log of another tool, in words that a test can look at.</summary>
internal sealed class Imported
{
    private Imported(RecordedFile file)
    {
        Sample sample = new();
        while (file.TryRead(sample))
        {
            Samples.Add(Told(sample, file.Metrics));
            Totals.Add(sample.Total[Metric.Rss]);
            Cpu.Add(sample.Total[Metric.Cpu]);
            CpuTimes.Add(sample.CpuTime);
            Elapsed.Add(sample.Elapsed);
        }

        (Document, Metrics, Notices) = (file.Document, file.Metrics, file.Notices);
    }

    public List<string> Samples { get; } = [];

    public List<double> Totals { get; } = [];

    public List<double> Cpu { get; } = [];

    public List<TimeSpan?> CpuTimes { get; } = [];

    public List<TimeSpan> Elapsed { get; } = [];

    public RecordingDocument Document { get; }

    public MetricSet Metrics { get; }

    public IReadOnlyList<string> Notices { get; }

    /// <summary>The notices that are of single lines.</summary>
    public IEnumerable<string> LineNotices => Notices.Where(notice => notice.StartsWith("line ", StringComparison.Ordinal) || notice.StartsWith("and ", StringComparison.Ordinal));

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "imports", name);

    public static Imported File(string path)
    {
        using RecordedFile file = RecordedFile.Open(path);
        return new Imported(file);
    }

    /// <summary>A log of that text, in a file whose name tells nothing.</summary>
    public static Imported Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static Imported Bytes(byte[] bytes)
    {
        using Scratch scratch = new();
        System.IO.File.WriteAllBytes(scratch.File("anything"), bytes);
        return File(scratch.File("anything"));
    }

    public static byte[] Zipped(byte[] bytes)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    public override string ToString()
    {
        StringBuilder told = new();
        told.AppendLine(CultureInfo.InvariantCulture, $"{Document.Tool}: {Document.Title}; scope {Document.Scope}, PID {Document.Target.Pid}, start {Document.Start:O}, interval {Document.IntervalS}");
        told.AppendJoin("", Document.Metrics.Select(metric => $"{metric.Column}: {metric.Source}\n"));
        told.AppendJoin("", Document.Markers.Select(marker => string.Create(CultureInfo.InvariantCulture, $"marker {marker.Label} from {marker.ElapsedS} to {marker.EndS}\n")));
        told.AppendJoin("", Notices.Select(notice => $"notice: {notice}\n"));
        told.AppendJoin("", Samples);
        return told.ToString();
    }

    private static string Told(Sample sample, MetricSet metrics)
    {
        StringBuilder told = new();
        told.Append(CultureInfo.InvariantCulture, $"{sample.Time:yyyy-MM-ddTHH:mm:ss.ffffff} {sample.Elapsed.TotalSeconds:0.000000} s, CPU {sample.CpuTime?.TotalSeconds} s{(sample.FollowsGap ? ", after a gap" : "")}\n");
        Add(told, sample.Total, metrics);
        foreach (Figures process in sample.Processes)
        {
            told.Append(CultureInfo.InvariantCulture, $"  #{process.Ordinal}");
            Add(told, process, metrics);
        }

        return told.ToString();
    }

    private static void Add(StringBuilder told, Figures row, MetricSet metrics)
    {
        told.Append(CultureInfo.InvariantCulture, $"  {(row.Pid is { } pid ? pid : "-")} {row.Command}:");
        foreach (Metric metric in metrics.InOrder)
            told.Append(CultureInfo.InvariantCulture, $" {metric.Name}={row[metric]}");
        told.Append('\n');
    }
}
