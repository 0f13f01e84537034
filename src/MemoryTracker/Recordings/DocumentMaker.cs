using System.Reflection;
using System.Text.Json;
using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;

namespace MemoryTracker.Recordings;

/// <summary>Puts what is known of a recording into the form of the document: when it begins, and again when it has ended.</summary>
public static class DocumentMaker
{
    /// <summary>The program and its version, which every document names.</summary>
    internal static readonly string Tool =
        "memory_tracker " + typeof(DocumentMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The document of a recording that begins.</summary>
    public static RecordingDocument Begin(RecordingTarget target, RecordingOptions options, ProcRoot root) => new()
    {
        Tool = Tool,
        Host = new(Environment.MachineName, Machine.Kernel(root), Environment.ProcessorCount, Machine.MemoryBytes(root)),
        MemoryLimit = Limit(target.Id.Pid, root),
        Target = new(target.Id.Pid, target.Command.ToString(), null, (target as ProcessSet)?.LaunchedArguments ?? CommandLineFile.Read(root, target.Id.Pid), target.Id.StartTicks),
        Scope = target.IsOneProcess ? RecordingDocument.OneProcess : target is ProcessSet { IsTree: true } ? RecordingDocument.Tree : RecordingDocument.SeveralProcesses,
        EveryProcessSeen = target is ProcessSet { IsTree: true } tree ? tree.SeesEveryProcess : null,
        IntervalS = options.Interval.TotalSeconds,
        DurationS = options.Duration == TimeSpan.Zero ? null : options.Duration.TotalSeconds,
        ExactPeaks = target.KnowsEveryPeak,
        SmapsBudgetPercent = options.Metrics.Sources.Contains(RawSource.SmapsRollup) ? options.SmapsBudget * 100 : null,
        Metrics = [.. options.Metrics.InOrder.Select(Facts)],
    };

    /// <summary>The same document when the recording has ended.</summary>
    public static RecordingDocument Complete(
        RecordingDocument begun,
        Summary summary,
        RecordingResult result,
        string lastCommand,
        string? signal,
        RecordingDocument.AccuracyFacts accuracy) => begun with
        {
            Target = begun.Target with { LastCommand = lastCommand },
            End = End(summary, result, signal) with { SuspendedS = begun.Suspended() is { Ticks: > 0 } suspended ? suspended.TotalSeconds : null },
            Statistics = Statistics(summary, result.Samples, result.PeakBefore),
            Accuracy = accuracy,
        };

    /// <summary>The same document when the recording has begun.</summary>
    /// <param name="document">The document.</param>
    /// <param name="start">The time of day then.</param>
    /// <param name="started">The same moment by CLOCK_BOOTTIME in nanoseconds.</param>
    public static RecordingDocument StartedAt(this RecordingDocument document, DateTime start, long started) =>
        document with { Start = start, Clocks = At(started, SuspendedBefore(document)) };

    /// <summary>The same document with what the clocks show now, to be told from when the recording has begun.</summary>
    internal static RecordingDocument WithClocks(this RecordingDocument document) => document with { Clocks = At(Clock.Now, Clock.Suspended) };

    /// <summary>How long the machine has been suspended since the document was begun.</summary>
    internal static TimeSpan Suspended(this RecordingDocument begun) => Clock.Stretch(Clock.Suspended - SuspendedBefore(begun));

    /// <summary>The document of a recording, or of a part of it, that was read again: what its samples say is told anew, the rest is as it was.</summary>
    /// <param name="document">What the file knows.</param>
    /// <param name="summary">What its samples say.</param>
    /// <param name="samples">How many there were, an end row not counted.</param>
    /// <param name="isPart">Whether these are only a part of the recording.</param>
    public static RecordingDocument Retell(this RecordingDocument document, Summary summary, long samples, bool isPart) => document with
    {
        Part = isPart ? new(summary.From.TotalSeconds, summary.Elapsed.TotalSeconds) : null,
        Metrics = document.FactsOf(summary.Metrics),
        Statistics = Statistics(summary, samples, isPart ? null : document.Statistics?.PeakBeforeBytes, document.TellsHighest),
        Limits = isPart ? [.. document.Limits.Select(LimitDocument.WithoutOutcome)] : document.Limits,
        // How the whole ended and was judged, how well its schedule was kept and what its processes had at most is not the part's.
        End = isPart ? null : document.End,
        Assertions = isPart ? null : document.Assertions,
        Accuracy = isPart ? null : document.Accuracy,
        Processes = isPart ? null : document.Processes,
        ProcessesNotListed = isPart ? 0 : document.ProcessesNotListed,
        Restarts = isPart ? 0 : document.Restarts,
        Scope = isPart && document.Processes is { Count: 1 } ? RecordingDocument.OneProcess : document.Scope,
    };

    /// <summary>Takes from the document what it knows better than sums of rates tell: the CPU time of a recording all of whose samples were read.</summary>
    /// <param name="summary">What the samples say.</param>
    /// <param name="document">The document.</param>
    /// <param name="samples">How many samples were read, an end row not counted.</param>
    public static void SettleBy(this Summary summary, RecordingDocument document, long samples)
    {
        bool tellsCpu = summary.Metrics.Contains(Metric.Cpu) || summary.Metrics.Contains(Metric.CpuTime);
        if (tellsCpu && document.Statistics is { CpuSeconds: { } seconds, CpuKnownS: { } known } told && told.Samples == samples)
            summary.SettleCpu(seconds, RecordingDocument.Time(known));
    }

    /// <summary>How well the schedule was kept, and at what cost.</summary>
    public static RecordingDocument.AccuracyFacts Accuracy(
        RecordingResult result, long lostRows, long failedReads, OwnUsage usage, SmapsReadings? smaps) => new(
        result.ReachedInterval?.TotalSeconds,
        result.LatenessP99?.TotalSeconds,
        result.MissedTicks,
        lostRows,
        failedReads,
        usage.CpuTime.TotalSeconds,
        usage.RssBytes,
        smaps?.Count,
        smaps?.Time.TotalSeconds);

    /// <summary>The same document with what is known of the processes of a set.</summary>
    /// <param name="document">The document.</param>
    /// <param name="set">The set.</param>
    /// <param name="started">When the recording began, by CLOCK_BOOTTIME in nanoseconds.</param>
    public static RecordingDocument WithProcesses(this RecordingDocument document, ProcessSet set, long started)
    {
        RecordingDocument.ProcessFacts[] listed = [.. set.Largest.Select(process => Facts(process, started))];
        return document with { Processes = listed, ProcessesNotListed = set.Count - listed.Length, Restarts = set.Restarts };
    }

    /// <summary>The same document with how the launched command ended.</summary>
    public static RecordingDocument WithCommandEnd(this RecordingDocument document, CommandEnd end, OomVerdict? oom) => document with
    {
        End = document.End! with
        {
            ExitCode = end.ExitCode,
            SignalKilled = end.SignalName,
            Oom = oom?.Sentence,
            Wait4 = new(end.UserCpu.TotalSeconds, end.SystemCpu.TotalSeconds, end.PeakRss, end.MinorFaults, end.MajorFaults),
        },
    };

    private static RecordingDocument.MemoryLimitFacts? Limit(int pid, ProcRoot root)
    {
        long? machine = Machine.MemoryBytes(root);
        if (Procfs.MemoryLimit.Of(pid, root, MemoryCgroup.Cgroups)?.Bytes is { } cgroup && !(cgroup >= machine))
            return new(cgroup, RecordingDocument.MemoryLimitFacts.OfCgroup);
        return machine is { } bytes ? new(bytes, RecordingDocument.MemoryLimitFacts.OfMachine) : null;
    }

    private static RecordingDocument.ProcessFacts Facts(ProcessRecord process, long started) => new(
        process.Id.Pid,
        process.Parent == 0 ? null : process.Parent,
        process.Id.StartTicks == 0 ? null : process.Id.StartTicks,
        process.Command == default ? null : process.Command.ToString(),
        Seconds(process.FirstAt - started),
        Seconds(process.LastAt - started),
        process.PeakRss,
        process.CpuTime is { } cpu ? Math.Round(cpu / 1e9, 6) : null,
        process.Exit?.Code,
        process.Exit?.SignalName)
    {
        Alive = process.IsAlive,
    };

    private static double Seconds(long nanoseconds) => Math.Round(Math.Max(0, nanoseconds) / 1e9, 6);

    private static RecordingDocument.StatisticsFacts Statistics(Summary summary, long samples, long? peakBefore, bool tellsHighest = false)
    {
        RecordingDocument.StatisticsFacts facts = new(
            samples,
            Known(summary.CpuSeconds),
            double.IsNaN(summary.CpuSeconds) ? null : summary.CpuKnown.TotalSeconds,
            summary.Peak is { } peak
                ? new(peak.Bytes, peak.From.TotalSeconds, peak.To.TotalSeconds, !peak.IsSampled ? "vm_hwm" : tellsHighest ? "report_interval" : "sampled")
                : null,
            peakBefore);
        foreach (Metric metric in summary.Metrics.InOrder)
            facts.Columns.Add(metric.Column, Facts(summary, metric));
        return facts;
    }

    /// <summary>The columns of some of its metrics as the document tells them: a source may be another tool's.</summary>
    internal static IReadOnlyList<RecordingDocument.MetricFacts> FactsOf(this RecordingDocument document, MetricSet metrics) =>
        [.. metrics.InOrder.Select(metric => document.Metrics.FirstOrDefault(told => told.Column == metric.Column) ?? Facts(metric))];

    /// <summary>What a document tells of a column.</summary>
    internal static RecordingDocument.MetricFacts Facts(Metric metric) => new(metric.Name, metric.Column, metric.Meaning, metric.Source);

    private static JsonElement Facts(Summary summary, Metric metric) => metric.Kind == MetricKind.Counter
        ? JsonSerializer.SerializeToElement(
            new(Known(summary.Total(metric)), Known(summary.PerSecond(metric))), WrittenRecordingJson.Default.CounterFacts)
        : JsonSerializer.SerializeToElement(
            Facts(summary[metric], summary.Mean(metric)), WrittenRecordingJson.Default.DistributionFacts);

    private static RecordingDocument.EndFacts End(Summary summary, RecordingResult result, string? signal) => new(
        summary.Start + summary.Elapsed,
        summary.Elapsed.TotalSeconds,
        result.Reason switch
        {
            EndReason.TargetEnded => RecordingDocument.EndFacts.TargetEnded,
            EndReason.DurationOver => RecordingDocument.EndFacts.DurationOver,
            EndReason.LimitCrossed => RecordingDocument.EndFacts.LimitCrossed,
            _ => RecordingDocument.EndFacts.Stopped,
        },
        result.Reason == EndReason.Stopped ? signal : null);

    private static RecordingDocument.ClockFacts At(long moment, long suspended) => new(moment - suspended, moment);

    private static long SuspendedBefore(RecordingDocument begun) => begun.Clocks is { } clocks ? clocks.BoottimeNs - clocks.MonotonicNs : Clock.Suspended;

    private static RecordingDocument.DistributionFacts Facts(Distribution figures, double mean) => new(
        figures.Count,
        Known(mean),
        Known(figures.Quantile(0.5)),
        Known(figures.Min),
        Known(figures.Max),
        Known(figures.StandardDeviation),
        Known(figures.Quantile(0.95)),
        Known(figures.Quantile(0.99)),
        Known(figures.First),
        Known(figures.Last),
        Known(figures.Change),
        figures.IsExact);

    /// <summary>JSON knows no NaN: unknown is null.</summary>
    internal static double? Known(double value) => double.IsFinite(value) ? value : null;
}
