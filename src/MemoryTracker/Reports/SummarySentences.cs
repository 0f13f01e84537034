using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>What is said of a recording in words, the same in the terminal, in a file and in a page. Names in it are as they were set: whoever shows it knows what its place must be spared.</summary>
/// <param name="summary">The statistics.</param>
/// <param name="document">What else is known of it.</param>
internal sealed class SummarySentences(Summary summary, RecordingDocument document)
{
    /// <summary>The rows of a table of figures that are sampled, each with what it tells of a metric.</summary>
    public static IReadOnlyList<(string Name, Func<Summary, Metric, double> Figure)> Rows { get; } =
    [
        ("mean", static (of, metric) => of.Mean(metric)),
        ("median", static (of, metric) => of[metric].Quantile(0.5)),
        ("min", static (of, metric) => of[metric].Min),
        ("max", static (of, metric) => of[metric].Max),
        ("std dev", static (of, metric) => of[metric].StandardDeviation),
        ("95th percentile", static (of, metric) => of[metric].Quantile(0.95)),
        ("99th percentile", static (of, metric) => of[metric].Quantile(0.99)),
        ("first", static (of, metric) => of[metric].First),
        ("last", static (of, metric) => of[metric].Last),
    ];

    /// <summary>What there is to say without a sample.</summary>
    public const string NoSample = "It ended before the first sample.";

    // Rates are told of 20 ticks at least, so those of the last few milliseconds may be missing, and nobody cares.
    private const double WholeShare = 0.99;

    /// <summary>How many samples there are.</summary>
    public long Samples => document.Statistics?.Samples ?? summary.Samples;

    /// <summary>Whether anything is known of peaks.</summary>
    public bool TellsPeak => Knows(Metric.Rss) || Knows(Metric.PeakRss);

    /// <summary>How long it was and how it ended, or which part of it is told of.</summary>
    public string Length => document.Part is null
        ? $"recorded for {Readable.Duration(summary.Elapsed)}{Ending()}"
        : $"from {Readable.Moment(summary.From)} to {Readable.Moment(summary.Elapsed)}";

    /// <summary>How much RSS rose from the first sample to the last.</summary>
    public string Change => TableTexts.Change(summary.Rss.Change);

    /// <summary>The highest RSS.</summary>
    public string Peak => summary.Peak is { } peak ? Readable.Bytes(peak.Bytes) : "unknown";

    /// <summary>When it was; null where it is not known.</summary>
    public string? PeakTime => summary.Peak is { } peak
        ? $"{Readable.Between(Readable.Moment(peak.From), Readable.Moment(peak.To))} ({(!peak.IsSampled ? "known from VmHWM" : document.TellsHighest ? "the highest of the report interval that ended then" : "sampled")})"
        : null;

    /// <summary>The highest RSS and when it was.</summary>
    public string PeakAndTime => PeakTime is { } time ? $"{Peak} {time}" : Peak;

    /// <summary>The highest RSS that there had been before; null where it is not known.</summary>
    public string? PeakBefore => document.Statistics?.PeakBeforeBytes is { } before
        ? $"before the recording it had been {Readable.Bytes(before)} (VmHWM when it began)"
        : null;

    /// <summary>
    /// What one process alone is known to have had, where that is more than all that were sampled together: their sum was at least as much at that moment, and
    /// when that was is not known. Null where no process had more.
    /// </summary>
    /// <param name="nameOf">Makes the name of a process fit for where it stands.</param>
    public string? PeakOfOne(Func<string, string> nameOf)
    {
        long? waited = document.End?.Wait4?.PeakRssBytes;
        RecordingDocument.ProcessFacts? largest = document.Processes?.MaxBy(process => process.PeakRssBytes ?? 0);
        long most = Math.Max(waited ?? 0, largest?.PeakRssBytes ?? 0);
        if (most == 0 || most <= summary.Peak?.Bytes)
            return null;
        string source = largest?.PeakRssBytes == most ? $"{largest.Command ?? "?"}, PID {largest.Pid.ToString(CultureInfo.InvariantCulture)}" : "known from wait4";
        return $"one of its processes had {Readable.Bytes(most)} at a moment that was not sampled ({nameOf(source)})";
    }

    /// <summary>Whether RSS grows; null where that was not looked for.</summary>
    public string? Growth => GrowthSentence.Of(document);

    /// <summary>How much of RSS is the process's share, both from the same readings.</summary>
    public string? Pss => Knows(Metric.Pss) && summary[Metric.Pss].Count > 0
        ? $"{Readable.Percent(100 * summary[Metric.Pss].Mean / summary[Metric.SmapsRss].Mean)} of the RSS of the same readings"
        : null;

    /// <summary>The CPU time that was used.</summary>
    public string CpuUsed => double.IsNaN(summary.CpuSeconds) ? "unknown" : Seconds(summary.CpuSeconds);

    /// <summary>Within how much time it was used; null where that is all of it, and where it is unknown.</summary>
    public string? CpuKnown => !double.IsNaN(summary.CpuSeconds) && summary.CpuKnown < summary.Duration * WholeShare
        ? $"in the {Readable.Duration(summary.CpuKnown)} for which it is known"
        : null;

    /// <summary>Both in a line.</summary>
    public string CpuTime => CpuKnown is { } known ? $"{CpuUsed} {known}" : CpuUsed;

    /// <summary>What the kernel told at the end of a command that ended before the first sample; null for others.</summary>
    public string? Waited => Samples == 0 && document.End?.Wait4 is { } told
        ? $"{Seconds(told.UserS)} of it in user mode and {Seconds(told.SystemS)} in the kernel, with {Readable.Count(told.MinorFaults + told.MajorFaults, "page fault")} (known from wait4)"
        : null;

    /// <summary>How many markers there were, in the part if it is of one; null where there were none.</summary>
    public string? Markers
    {
        get
        {
            RecordingDocument.MarkerLineFacts lines = document.MarkerLines;
            if (document.Part is not null)
                return MarkersOfPart;
            if (lines.Markers + lines.NotUnderstood == 0)
                return null;
            int untimed = document.Markers.Count(marker => marker.Approximate);
            string approximate = untimed == 0 ? "" : $", {Readable.Number(untimed)} of them when their line was read (it told no time)";
            int outside = document.Markers.Count(marker => (marker.EndS ?? marker.ElapsedS) < 0 || marker.ElapsedS > summary.Elapsed.TotalSeconds);
            string missed = outside == 0 ? "" : $", {Readable.Number(outside)} of them outside the recording";
            string bad = lines.NotUnderstood == 0 ? "" : $"; {Readable.Count(lines.NotUnderstood, "line")} not understood";
            return $"{Readable.Number(lines.Markers)}{approximate}{missed}{bad}";
        }
    }

    /// <summary>What became of each limit, its condition first; those of which that is not known are left out.</summary>
    public IReadOnlyList<(string Condition, string Outcome)> Limits => [.. document.Limits.Where(limit => limit.Crossings is not null).Select(limit => (limit.Text, Outcome(limit)))];

    /// <summary>Where those lay that are not kept nobody knows, nor where lines belong that could not be understood.</summary>
    private string? MarkersOfPart
    {
        get
        {
            RecordingDocument.MarkerFacts[] within = [.. document.Markers.Where(IsWithin)];
            string approximate = within.Count(marker => marker.Approximate) is > 0 and var untimed ? $", {Readable.Number(untimed)} of them when their line was read (it told no time)" : "";
            string kept = document.MarkerLines.LeftOut == 0 ? "" : " of those that were kept";
            return within.Length == 0 ? null : $"{Readable.Number(within.Length)}{kept}{approximate}";
        }
    }

    /// <summary>The samples and how far they were to be apart, as far as that is known.</summary>
    public string Asked => $"{Readable.Count(Samples, "sample")}{(AskedEvery.Length == 0 ? "" : $" ({AskedEvery})")}";

    /// <summary>How well the schedule was kept, and what the recording cost, in one line or several.</summary>
    public string Accuracy
    {
        get
        {
            string approximate = summary.Rss.IsExact ? "" : " Median and percentiles are within 0.1 %.";
            if (document.Accuracy is not { } accuracy)
                return $"{Asked}.{approximate}";
            string reached = accuracy.IntervalReachedS is { } mean ? $"every {Seconds(mean)}, {AskedEvery.Replace("every ", "", StringComparison.Ordinal)}" : AskedEvery;
            string late = accuracy.LatenessP99S is { } lateness ? $"; 99 % of ticks at most {Seconds(lateness)} late" : "";
            string failed = accuracy.FailedReads == 0 ? "" : $", {Readable.Count(accuracy.FailedReads, "read")} failed";
            return $"{Readable.Count(Samples, "sample")} ({reached}){late}, {Readable.Count(accuracy.MissedTicks, "tick")} missed{failed}, {Readable.Count(accuracy.LostRows, "row")} lost.{Smaps(accuracy)}"
                + $"\nThe recorder used {Seconds(accuracy.RecorderCpuS)} of CPU and {Readable.Figure(accuracy.RecorderRssBytes ?? double.NaN, Unit.Bytes)} of memory.{approximate}";
        }
    }

    private static string Outcome(RecordingDocument.LimitFacts limit)
    {
        if (limit.Crossings is not > 0)
            return "not crossed at any sample";
        string at = limit.FirstCrossedS is { } first ? $"at {Readable.Moment(RecordingDocument.Time(first))}" : "";
        return (limit.Crossings == 1 ? $"crossed once {at}" : $"crossed {Readable.Count(limit.Crossings.Value, "time")}, first {at}").TrimEnd();
    }

    private static string Seconds(double seconds) => Readable.Figure(seconds, Unit.Seconds);

    /// <summary>The name of a signal, of which a document could claim anything.</summary>
    private static string Plain(string signal) => new([.. signal.Where(c => char.IsAsciiLetterOrDigit(c) || c == '+')]);

    private string AskedEvery => document.IntervalS switch { null => "", 0 => "asked as often as possible", { } interval => $"asked every {Seconds(interval)}" };

    private bool IsWithin(RecordingDocument.MarkerFacts marker) =>
        marker.ElapsedS <= summary.Elapsed.TotalSeconds && (marker.EndS ?? (marker.Open ? double.PositiveInfinity : marker.ElapsedS)) >= summary.From.TotalSeconds;

    private bool Knows(Metric metric) => summary.Metrics.Contains(metric);

    private string Ending() => document.End switch
    {
        { Reason: RecordingDocument.EndFacts.TargetEnded, SignalKilled: { } signal } => $", until it was killed by {Plain(signal)}",
        { Reason: RecordingDocument.EndFacts.TargetEnded, ExitCode: { } code and not 0 } => string.Create(CultureInfo.InvariantCulture, $", until it exited with code {code}"),
        { Reason: RecordingDocument.EndFacts.TargetEnded } => ", until it exited",
        { Reason: RecordingDocument.EndFacts.DurationOver } => ", until the duration was over",
        { Reason: RecordingDocument.EndFacts.LimitCrossed } => ", until a limit was crossed",
        { Signal: { } signal } => $", until it was stopped by {Plain(signal)}",
        { Reason: RecordingDocument.EndFacts.Stopped } => ", until it was stopped",
        _ => "",
    };

    /// <summary>What reading PSS and the like took. Why a sample had none is not claimed: the first reading is made whatever it costs, and readings can fail.</summary>
    private string Smaps(RecordingDocument.AccuracyFacts accuracy)
    {
        if (accuracy.SmapsReads is not { } reads || accuracy.SmapsS is not { } spent || document.SmapsBudgetPercent is not { } budget)
            return "";
        double elapsed = summary.Elapsed.TotalSeconds;
        string share = elapsed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * spent / elapsed:0.###} % of the time") : "";
        string rule = reads >= Samples
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (the first is always read, further ones as {budget:0.###} % of the time allows)");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\nsmaps_rollup (PSS and the like) was read in {reads:#,0} of {Readable.Count(Samples, "sample")}: {Seconds(spent)}{share}{rule}.");
    }
}
