using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>What is said of a recording in a few words.</summary>
internal sealed class SummaryTexts(RecordingDocument document, Summary summary)
{
    /// <summary>How long it was and how it ended.</summary>
    public string Lead => $"recorded for {Readable.Duration(summary.Elapsed)}{Ending()}";

    /// <summary>How long samples were apart, as it was asked for.</summary>
    public string Interval => document.IntervalS switch
    {
        null => "unknown",
        0 => "as often as possible",
        { } interval => Seconds(interval),
    };

    /// <summary>The figures that people look for first: what each is called, it, and what is to be known of it.</summary>
    public IEnumerable<(string Name, string Figure, string Note)> KeyFigures
    {
        get
        {
            if (TellsPeak)
            {
                yield return summary.Peak is { } peak
                    ? ("Peak RSS", Readable.Bytes(peak.Bytes), $"{Readable.Between(Readable.Moment(peak.From), Readable.Moment(peak.To))}, {(peak.IsSampled ? "sampled" : "known from VmHWM")}")
                    : ("Peak RSS", "unknown", "");
            }

            if (Knows(Metric.Rss) && summary.Rss.Count > 0)
                yield return ("Mean RSS", Readable.Figure(summary.Mean(Metric.Rss), Unit.Bytes), $"at the end {Readable.Figure(summary.Rss.Last, Unit.Bytes)}");
            yield return ("CPU time", double.IsNaN(summary.CpuSeconds) ? "unknown" : Seconds(summary.CpuSeconds), Samples == 0 || double.IsNaN(summary.MeanCpu) ? "" : $"{Readable.Percent(summary.MeanCpu)} of one core");
            yield return ("Duration", Readable.Duration(summary.Elapsed), $"{Readable.Count(Samples, "sample")}, interval {Interval}");
        }
    }

    /// <summary>What else is to be known at once.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (document.End?.Oom is { } oom)
                yield return oom;
            if (Samples == 0)
                yield return "It ended before the first sample.";
            if (TellsPeak && document.Statistics?.PeakBeforeBytes is { } before)
                yield return $"Before the recording RSS had been {Readable.Bytes(before)} (VmHWM when it began).";
            if (TellsPeak && PeakOfOne() is { } single)
                yield return single;
            if (Knows(Metric.Pss) && summary[Metric.Pss].Count > 0)
                yield return $"PSS was {Readable.Percent(100 * summary[Metric.Pss].Mean / summary[Metric.SmapsRss].Mean)} of the RSS of the same readings.";
            if (Samples == 0 && document.End?.Wait4 is { } told)
                yield return $"Of its CPU time {Seconds(told.UserS)} were in user mode and {Seconds(told.SystemS)} in the kernel, with {Readable.Count(told.MinorFaults + told.MajorFaults, "page fault")} (known from wait4).";
            if (MarkersLine() is { } markers)
                yield return markers;
        }
    }

    /// <summary>How well the schedule was kept, at what cost, and how exact the figures are.</summary>
    public string Accuracy
    {
        get
        {
            string approximate = summary.Rss.IsExact ? "" : " Median and percentiles are within 0.1 %.";
            if (document.Accuracy is not { } accuracy)
                return $"{Readable.Count(Samples, "sample")}.{approximate}";
            string reached = accuracy.IntervalReachedS is { } mean ? $"every {Seconds(mean)}, asked {Interval}" : $"asked every {Interval}";
            string late = accuracy.LatenessP99S is { } lateness ? $"; 99 % of ticks at most {Seconds(lateness)} late" : "";
            string failed = accuracy.FailedReads == 0 ? "" : $", {Readable.Count(accuracy.FailedReads, "read")} failed";
            return $"{Readable.Count(Samples, "sample")} ({reached}){late}, {Readable.Count(accuracy.MissedTicks, "tick")} missed{failed}, {Readable.Count(accuracy.LostRows, "row")} lost.{SmapsLine(accuracy)}"
                + $" The recorder used {Seconds(accuracy.RecorderCpuS)} of CPU and {Readable.Figure(accuracy.RecorderRssBytes ?? double.NaN, Unit.Bytes)} of memory.{approximate}";
        }
    }

    private long Samples => document.Statistics?.Samples ?? summary.Samples;

    private bool TellsPeak => Knows(Metric.Rss) || Knows(Metric.PeakRss);

    private bool Knows(Metric metric) => summary.Metrics.Contains(metric);

    private string Ending() => document.End switch
    {
        { Reason: RecordingDocument.EndFacts.TargetEnded, SignalKilled: { } signal } => $", until it was killed by {signal}",
        { Reason: RecordingDocument.EndFacts.TargetEnded, ExitCode: { } code and not 0 } => string.Create(CultureInfo.InvariantCulture, $", until it exited with code {code}"),
        { Reason: RecordingDocument.EndFacts.TargetEnded } => ", until it exited",
        { Reason: RecordingDocument.EndFacts.DurationOver } => ", until the duration was over",
        { Signal: { } signal } => $", until it was stopped by {signal}",
        { Reason: RecordingDocument.EndFacts.Stopped } => ", until it was stopped",
        _ => "",
    };

    /// <summary>What one process alone is known to have had, where that is more than all that were sampled together.</summary>
    private string? PeakOfOne()
    {
        long? waited = document.End?.Wait4?.PeakRssBytes;
        RecordingDocument.ProcessFacts? largest = document.Processes?.MaxBy(process => process.PeakRssBytes ?? 0);
        long most = Math.Max(waited ?? 0, largest?.PeakRssBytes ?? 0);
        if (most == 0 || most <= summary.Peak?.Bytes)
            return null;
        string source = largest?.PeakRssBytes == most ? $"{largest.Command ?? "?"}, PID {largest.Pid.ToString(CultureInfo.InvariantCulture)}" : "known from wait4";
        return $"One of its processes had {Readable.Bytes(most)} at a moment that was not sampled ({source}).";
    }

    private string? MarkersLine()
    {
        RecordingDocument.MarkerLineFacts lines = document.MarkerLines;
        if (lines.Markers + lines.NotUnderstood == 0)
            return null;
        int untimed = document.Markers.Count(marker => marker.Approximate);
        string approximate = untimed == 0 ? "" : $", {Readable.Number(untimed)} of them when their line was read (it told no time)";
        int outside = document.Markers.Count(marker => (marker.EndS ?? marker.ElapsedS) < 0 || marker.ElapsedS > summary.Elapsed.TotalSeconds);
        string missed = outside == 0 ? "" : $", {Readable.Number(outside)} of them outside the recording";
        string bad = lines.NotUnderstood == 0 ? "" : $"; {Readable.Count(lines.NotUnderstood, "line")} not understood";
        return $"{Readable.Count(lines.Markers, "marker")}{approximate}{missed}{bad}.";
    }

    private string SmapsLine(RecordingDocument.AccuracyFacts accuracy)
    {
        if (accuracy.SmapsReads is not { } reads || accuracy.SmapsS is not { } spent || document.SmapsBudgetPercent is not { } budget)
            return "";
        double elapsed = summary.Elapsed.TotalSeconds;
        string share = elapsed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * spent / elapsed:0.###} % of the time") : "";
        string rule = reads >= Samples ? "" : string.Create(CultureInfo.InvariantCulture, $" (the first is always read, further ones as {budget:0.###} % of the time allows)");
        return string.Create(CultureInfo.InvariantCulture, $" smaps_rollup (PSS and the like) was read in {reads:#,0} of {Readable.Count(Samples, "sample")}: {Seconds(spent)}{share}{rule}.");
    }

    private static string Seconds(double seconds) => Readable.Figure(seconds, Unit.Seconds);
}
