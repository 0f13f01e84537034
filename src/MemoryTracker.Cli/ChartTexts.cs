using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Cli;

/// <summary>The chart of a recording that has ended.</summary>
internal static class ChartTexts
{
    public static ChartContent Content(RecordingDocument document, Summary summary, ChartSeries series)
    {
        DateTimeOffset start = new DateTimeOffset(summary.Start).ToLocalTime();
        return new ChartContent
        {
            Title = Target(document.Target),
            Footer = Footer(document, start),
            Start = start,
            Memory = series.Memory,
            IntervalPeaks = series.IntervalPeaks,
            Cpu = series.Cpu,
            Peak = summary.Peak is { } peak ? new ChartPeak(peak.From, peak.To, peak.Bytes, Label(peak)) : null,
        };
    }

    /// <summary>What was recorded, such as <c>python3 (PID 12345)</c>.</summary>
    public static string Target(RecordingDocument.TargetFacts target) => $"{target.Command} (PID {target.Pid})";

    private static string Label(Peak peak) => peak.IsSampled
        ? $"peak {Readable.Bytes(peak.Bytes)} at {Readable.Moment(peak.From)}"
        : $"peak {Readable.Bytes(peak.Bytes)} between {Readable.Moment(peak.From)} and {Readable.Moment(peak.To)}";

    private static string Footer(RecordingDocument document, DateTimeOffset start)
    {
        string interval = document.IntervalS == 0 ? "as often as possible" : "every " + Readable.Duration(TimeSpan.FromSeconds(document.IntervalS));
        long count = document.Statistics!.Samples;
        string samples = count.ToString("#,0", CultureInfo.InvariantCulture) + (count == 1 ? " sample" : " samples");
        string began = start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return $"{document.Host.Name}  ·  {began}  ·  {samples} {interval}  ·  {document.Tool}";
    }
}
