using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;

namespace MemoryTracker.Cli;

/// <summary>The chart of a recording that has ended.</summary>
internal static class ChartTexts
{
    public static ChartContent Content(RecordingDocument document, Summary summary, ChartSeries series, MarkerLog markers, TimeAxis time, IReadOnlyList<ChartGuide> guides)
    {
        DateTimeOffset start = document.Start is { } begun ? new DateTimeOffset(begun).ToLocalTime() : DateTimeOffset.UnixEpoch;
        return new ChartContent
        {
            Title = document.Title,
            Footer = Footer(document, start),
            Note = document.Statistics!.Samples == 0 ? "ended before the first sample" : null,
            Start = start,
            From = summary.From,
            Elapsed = summary.Elapsed,
            Series = series.All,
            Processes = document.Processes is { Count: 1 } ? null : series.Processes,
            Peak = summary.Peak is { } peak ? new ChartPeak(peak.From, peak.To, peak.Bytes, Label(peak, Moment)) : null,
            Guides = [.. RecordingGuides.Of(document, summary.From, summary.Elapsed), .. guides],
            Markers = markers.Markers,
            MarkersLeftOut = markers.LeftOut,
        };

        string Moment(TimeSpan elapsed) => time == TimeAxis.Clock ? TimeOfDay(start + elapsed, summary.Duration) : Readable.Moment(elapsed);
    }

    /// <summary>As fine as the moments of a recording of that length are told.</summary>
    private static string TimeOfDay(DateTimeOffset time, TimeSpan length) =>
        time.ToString(length < TimeSpan.FromMinutes(1) ? "HH:mm:ss.ff" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Label(Peak peak, Func<TimeSpan, string> moment) =>
        $"peak {Readable.Bytes(peak.Bytes)} {Readable.Between(moment(peak.From), moment(peak.To))}";

    private static string Footer(RecordingDocument document, DateTimeOffset start)
    {
        string interval = document.IntervalS switch
        {
            null => "",
            0 => " as often as possible",
            { } seconds => " every " + Readable.Figure(seconds, Unit.Seconds),
        };
        string samples = Readable.Count(document.Statistics!.Samples, "sample") + interval;
        string? began = document.Start is null ? null : start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return string.Join("  ·  ", new[] { document.Host?.Name, began, samples, document.Tool }.Where(text => !string.IsNullOrEmpty(text)));
    }
}
