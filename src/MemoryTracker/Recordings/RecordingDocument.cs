using System.Text.Json;
using System.Text.Json.Serialization;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// What a CSV cannot hold, as one JSON document: <c>data.meta.json</c> beside <c>data.csv</c>, or <c>-o x.json</c>. Times are ISO-8601 in UTC, lengths of time are in
/// seconds, memory is in bytes, CPU in percent of one core; what is unknown is null, never 0.
/// </summary>
public sealed record RecordingDocument
{
    /// <summary>Raised when a reader of the older form would misunderstand the newer.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The scope of a recording of exactly one process.</summary>
    internal const string OneProcess = "process";

    /// <summary>That of one with all that it forks.</summary>
    internal const string Tree = "tree";

    /// <summary>That of several processes of their own.</summary>
    internal const string SeveralProcesses = "processes";

    internal const string FormatName = "memory_tracker recording";

    /// <summary>What kind of document this is.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary>The version of its schema.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>The machine it was recorded on; null when that is not known, as of another tool's log.</summary>
    public HostFacts? Host { get; init; }

    /// <summary>How much memory it could have at most when the recording began; missing where that is not known, as of another tool's log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryLimitFacts? MemoryLimit { get; init; }

    /// <summary>The process that was recorded; of several the one that was asked for first, or the launched command.</summary>
    public required TargetFacts Target { get; init; }

    /// <summary>Which processes belong to the recording: <c>process</c> (that one), <c>tree</c> (with all that it forks), <c>processes</c> (several of their own).</summary>
    public required string Scope { get; init; }

    /// <summary>The interval asked for; 0 is as often as possible, null when it is not known.</summary>
    public required double? IntervalS { get; init; }

    /// <summary>The duration asked for; null is until the process exits.</summary>
    public required double? DurationS { get; init; }

    /// <summary>Whether the process's high-water mark was set back at each sample, so that the peak of every interval is known.</summary>
    public required bool ExactPeaks { get; init; }

    /// <summary>The share of the time, in percent, that reading PSS and the like might take; null when they were not asked for.</summary>
    public required double? SmapsBudgetPercent { get; init; }

    /// <summary>The columns that hold figures.</summary>
    public required IReadOnlyList<MetricFacts> Metrics { get; init; }

    /// <summary>The limits that were watched; none when there were none.</summary>
    public IReadOnlyList<LimitFacts> Limits { get; init; } = [];

    /// <summary>The time of the first sample, or of the launch of a command; null before that, and when it is not known.</summary>
    public DateTime? Start { get; init; }

    /// <summary>What other clocks showed at the start, so that times on them can be placed later; null when that is not known.</summary>
    public ClockFacts? Clocks { get; init; }

    /// <summary>Which part of the recording statistics and phases tell of; null for the whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartFacts? Part { get; init; }

    /// <summary>How it ended; null while it is being recorded, or when the recorder was killed.</summary>
    public EndFacts? End { get; init; }

    /// <summary>The markers in the order of time. They stand here so that the recording can be drawn again without their files.</summary>
    public IReadOnlyList<MarkerFacts> Markers { get; init; } = [];

    /// <summary>What became of the lines of the marker files.</summary>
    public MarkerLineFacts MarkerLines { get; init; } = new(0, 0, 0);

    /// <summary>The phases in the order of time; null until it has ended.</summary>
    public IReadOnlyList<PhaseFacts>? Phases { get; init; }

    /// <summary>How many more phases there were, too many to be listed; they are in the totals.</summary>
    public int PhasesNotListed { get; init; }

    /// <summary>What phases of one name say together, for names that occur more than once; null until it has ended.</summary>
    public IReadOnlyList<PhaseTotalFacts>? PhaseTotals { get; init; }

    /// <summary>The statistics of the whole recording; null until it has ended.</summary>
    public StatisticsFacts? Statistics { get; init; }

    /// <summary>How the assertions were judged at the end; null where nothing was asserted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AssertionFacts>? Assertions { get; init; }

    /// <summary>Whether RSS grows, shrinks or is flat; missing until it has ended, and where RSS was not recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GrowthFacts? Growth { get; init; }

    /// <summary>The processes, the largest first; null until it has ended, and of one fixed process.</summary>
    public IReadOnlyList<ProcessFacts>? Processes { get; init; }

    /// <summary>How many more processes there were, too many to be listed.</summary>
    public long ProcessesNotListed { get; init; }

    /// <summary>Whether the kernel told of every process; otherwise those that came and went between two samples are not listed. Null where nobody is looked for below a process.</summary>
    public bool? EveryProcessSeen { get; init; }

    /// <summary>How often a process that matches came after all had ended.</summary>
    public long Restarts { get; init; }

    /// <summary>How well the schedule was kept; null until it has ended.</summary>
    public AccuracyFacts? Accuracy { get; init; }

    /// <summary>What was recorded as people name it, such as <c>make (PID 12345) and its children</c>.</summary>
    [JsonIgnore]
    public string Title => Scope switch
    {
        // Most commands start nobody.
        Tree when Processes?.Count == 1 => Target.Name,
        Tree => $"{Target.Name} and its children",
        SeveralProcesses when Target.Command.Length == 0 => "several processes",
        SeveralProcesses => $"{Target.Name} and others",
        _ => Target.Name,
    };

    /// <summary>What the source of a metric says, at its end, where another tool wrote down the highest figure of each stretch of time.</summary>
    internal const string HighestOfInterval = "the highest of each report interval";

    /// <summary>Whether RSS is not that of moments but the highest of the time before each.</summary>
    [JsonIgnore]
    internal bool TellsHighest => Metrics.Any(metric => metric.Column == Metric.Rss.Column && metric.Source.EndsWith(HighestOfInterval, StringComparison.Ordinal));

    /// <summary>Seconds as a document holds them, to the tick. It may hold any number; one beyond what a time can be is as good as the longest.</summary>
    internal static TimeSpan Time(double seconds) =>
        TimeSpan.FromTicks((long)Math.Clamp(Math.Round(seconds * TimeSpan.TicksPerSecond), long.MinValue / 4, long.MaxValue / 4));

    /// <summary>A column of figures.</summary>
    public sealed record MetricFacts(string Name, string Column, string Meaning, string Source);

    /// <summary>
    /// A limit: its condition as it was written, and what was understood of it: crossed when the metric (by its name) stands so to the bound (in the metric's unit) for so long. <c>crossings</c>, and when
    /// the first one was, are null until the recording has ended, and of a part of it; the latter also when there was none.
    /// </summary>
    public sealed record LimitFacts(string Text, string Metric, string Relation, double Bound, double ForS, long? Crossings, double? FirstCrossedS);

    /// <summary>From the first to the last sample of a part, in seconds since the recording's start.</summary>
    public sealed record PartFacts(double FromS, double ToS);

    /// <summary>CLOCK_MONOTONIC and CLOCK_BOOTTIME at the recording's start, in nanoseconds.</summary>
    public sealed record ClockFacts(long MonotonicNs, long BoottimeNs);

    /// <summary>The machine; <c>memory_bytes</c> is null when it is unknown.</summary>
    public sealed record HostFacts(string Name, string Kernel, int Cpus, long? MemoryBytes);

    /// <summary>The lower one of two limits: <c>source</c> is <c>cgroup</c>, the lowest limit of the process's cgroup and those above it, or <c>machine</c>, its memory.</summary>
    public sealed record MemoryLimitFacts(long Bytes, string Source)
    {
        internal const string OfCgroup = "cgroup";

        internal const string OfMachine = "machine";
    }

    /// <summary>The process: <c>start_ticks</c> is its start in clock ticks since boot, <c>argv</c> null when it cannot be read. PID and start are null where another tool's log does not tell them. Both names are those of the recording's
    /// begin and end, which differ when the process called exec or renamed itself; <c>last_command</c> is null until it has ended.</summary>
    public sealed record TargetFacts(int? Pid, string Command, string? LastCommand, IReadOnlyList<string>? Argv, ulong? StartTicks)
    {
        /// <summary>The process as people name it, such as <c>python3 (PID 12345)</c>.</summary>
        [JsonIgnore]
        public string Name => (LastCommand is null || LastCommand == Command ? Command : $"{Command}, later {LastCommand}") + (Pid is { } pid ? FormattableString.Invariant($" (PID {pid})") : "");
    }

    /// <summary>The end: <c>reason</c> is <c>target_ended</c>, <c>duration</c>, <c>limit</c> or <c>stopped</c>, the last with the <c>signal</c> that asked for it.</summary>
    public sealed record EndFacts(DateTime? Time, double ElapsedS, string Reason, string? Signal)
    {
        /// <summary>The reasons that there are.</summary>
        internal const string TargetEnded = "target_ended";

        /// <inheritdoc cref="TargetEnded"/>
        internal const string DurationOver = "duration";

        /// <inheritdoc cref="TargetEnded"/>
        internal const string Stopped = "stopped";

        /// <inheritdoc cref="TargetEnded"/>
        internal const string LimitCrossed = "limit";

        /// <summary>For how much of the elapsed time the machine was suspended, so that nothing could be sampled; missing when it was not.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? SuspendedS { get; init; }

        /// <summary>What a launched command gave to exit(2); null when a signal killed it, while it runs, and when none was launched.</summary>
        public int? ExitCode { get; init; }

        /// <summary>The signal that killed a launched command, such as <c>SIGKILL</c>.</summary>
        public string? SignalKilled { get; init; }

        /// <summary>Whether it was the kernel's OOM killer, and from what that is concluded; null unless SIGKILL killed it.</summary>
        public string? Oom { get; init; }

        /// <summary>What the kernel told when a launched command was waited for.</summary>
        public WaitFacts? Wait4 { get; init; }
    }

    /// <summary>
    /// What wait4(2) tells of a launched command and of all descendants that were waited for: CPU time, page faults, and the highest RSS of the largest single
    /// process (ru_maxrss), null when it is not above our own, which is a floor under it.
    /// </summary>
    public sealed record WaitFacts(double UserS, double SystemS, long? PeakRssBytes, long MinorFaults, long MajorFaults);

    /// <summary>
    /// A process of several: <c>parent</c> when it was first seen, times in seconds since the recording's start, <c>cpu_seconds</c> its own without its children's;
    /// <c>exit_code</c> or <c>signal</c> where its end is known.
    /// </summary>
    public sealed record ProcessFacts(
        int Pid,
        int? Parent,
        ulong? StartTicks,
        string? Command,
        double FirstS,
        double LastS,
        long? PeakRssBytes,
        double? CpuSeconds,
        int? ExitCode,
        string? Signal)
    {
        /// <summary>Whether it was still there when last looked at.</summary>
        public bool Alive { get; init; }
    }

    /// <summary>
    /// A marker: <c>end_s</c> is missing for a moment, and for an <c>open</c> span (its end was never told) while the recording goes on; <c>approximate</c> says that its file told no time, so that
    /// it is the moment at which its line was read.
    /// </summary>
    public sealed record MarkerFacts(double ElapsedS, string Label)
    {
        /// <summary>Whether it is a limit that was crossed, marked by the recorder itself.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Crossing { get; init; }

        /// <summary>When a span ended, in seconds since the recording's start.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? EndS { get; init; }

        /// <summary>The colour that its file asked for, as <c>#rrggbb</c>.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Color { get; init; }

        /// <summary>The tags that its file gave it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Tags { get; init; }

        /// <summary>Whether its moment is that at which its line was read.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Approximate { get; init; }

        /// <summary>Whether its end was never told.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool Open { get; init; }
    }

    /// <summary>How many markers there were, how many of them are left out here because they were too many, and how many lines could not be understood.</summary>
    public sealed record MarkerLineFacts(long Markers, long LeftOut, long NotUnderstood);

    /// <summary>
    /// A phase: memory in bytes, <c>samples</c> those taken within it; <c>exact</c> is false when its ends lie where the past was kept only in longer pieces, <c>partial</c> true when
    /// it began before the recording or ended after it, of whose part in it is told.
    /// </summary>
    public sealed record PhaseFacts(
        string Name,
        double FromS,
        double ToS,
        double DurationS,
        double? RssStartBytes,
        double? RssEndBytes,
        double? RssChangeBytes,
        double? PeakRssBytes,
        double? MeanRssBytes,
        double? CpuSeconds,
        long Samples,
        bool Exact,
        bool Partial,
        bool Approximate,
        bool Open)
    {
        /// <summary>The highest known peak of the intervals that reach over its ends, which may have been in it or beside it; missing where there is none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? EdgePeakRssBytes { get; init; }
    }

    /// <summary>Phases of one name: <c>worst_peak_rss_bytes</c> is the highest of all, <c>worst_rss_change_bytes</c> the greatest rise within one.</summary>
    public sealed record PhaseTotalFacts(
        string Name, int Count, double DurationS, double LongestS, double? CpuSeconds, double? WorstPeakRssBytes, double? WorstRssChangeBytes);

    /// <summary>
    /// What the samples say. <c>peak_rss</c> is the highest RSS of samples and of what is known from between them; <c>cpu_known_s</c> is how long the time was in which
    /// <c>cpu_seconds</c> were used.
    /// </summary>
    public sealed record StatisticsFacts(long Samples, double? CpuSeconds, double? CpuKnownS, PeakFacts? PeakRss, long? PeakBeforeBytes)
    {
        /// <summary>
        /// For each column of figures a key of its name: <see cref="DistributionFacts"/>, or <see cref="CounterFacts"/> for one that counts up.
        /// </summary>
        [JsonExtensionData]
#pragma warning disable CA2227 // Reading a document back sets it.
        public Dictionary<string, JsonElement> Columns { get; set; } = [];
#pragma warning restore CA2227
    }

    /// <summary>
    /// An assertion: <c>text</c> as it was written, <c>judged</c> false when the figure is not known, so that it has not <c>passed</c>; <c>figure</c> and <c>bound</c> in <c>unit</c>, which is
    /// <c>bytes</c>, <c>percent</c>, <c>seconds</c> or <c>count</c>, of a rate with its time, such as <c>bytes/min</c>; <c>why</c> says what else is to be known of the figure, or why there is none.
    /// </summary>
    public sealed record AssertionFacts(string Text, bool Passed, bool Judged, double? Figure, double? Bound, string Unit, string? Why);

    /// <summary>What is said of a counter: how much it was when last known, and how much that is a second.</summary>
    public sealed record CounterFacts(double? Total, double? PerSecond);

    /// <summary>What is said of one metric. <c>quantiles_exact</c> is false when they are told within 0.1 %.</summary>
    public sealed record DistributionFacts(
        long Count,
        double? Mean,
        double? Median,
        double? Min,
        double? Max,
        [property: JsonPropertyName("std_dev")] double? StandardDeviation,
        double? P95,
        double? P99,
        double? First,
        double? Last,
        double? Change,
        bool QuantilesExact);

    /// <summary>
    /// How RSS went on: <c>verdict</c> is <c>grows</c>, <c>shrinks</c>, <c>flat</c> or <c>unknown</c>, the last with a <c>doubt</c>, <c>too_short</c> or <c>wanders</c>. <c>fitted</c> is the trend from
    /// <c>from_s</c>, after the warm-up, to <c>to_s</c>, null when nothing is told; <c>whole</c> that of all samples from <c>begin_s</c> on. <c>cycles</c> is how many times it rose slowly and fell at
    /// once, <c>limit_reached_in_s</c> how long after the end it would come to the memory limit; null when it would not, or when that is not known.
    /// </summary>
    public sealed record GrowthFacts(
        string Verdict, string? Doubt, double BeginS, double FromS, double ToS, TrendFacts? Fitted, TrendFacts? Whole, int Cycles, StepFacts? Step, double? LimitReachedInS)
    {
        internal const string Grows = "grows";

        internal const string Shrinks = "shrinks";

        internal const string Flat = "flat";

        internal const string Unknown = "unknown";

        internal const string TooShort = "too_short";

        internal const string Wanders = "wanders";
    }

    /// <summary>A straight line: its slope, between which bounds the true one lies in 95 of 100 cases, and the score of Mann and Kendall's test (noise alone lies within ±1.96 in 95 of 100 cases).</summary>
    public sealed record TrendFacts(double? BytesPerS, double? LowBytesPerS, double? HighBytesPerS, double? Score);

    /// <summary>A change once for all, and when it was.</summary>
    public sealed record StepFacts(double AtS, double? Bytes);

    /// <summary>The highest RSS and when: <c>source</c> is <c>sampled</c>, or <c>vm_hwm</c> for one between the two moments, or <c>report_interval</c> where another tool's figure is the highest of the time that ended then.</summary>
    public sealed record PeakFacts(double Bytes, double FromS, double ToS, string Source);

    /// <summary>The recorder about itself; its CPU time and memory are those of the whole program until the recording ended. <c>smaps_reads</c> tells in how many
    /// samples PSS and the like were read, <c>smaps_s</c> how long that took in all; null when they were not asked for.</summary>
    public sealed record AccuracyFacts(
        double? IntervalReachedS,
        double? LatenessP99S,
        long MissedTicks,
        long LostRows,
        long FailedReads,
        double RecorderCpuS,
        long? RecorderRssBytes,
        long? SmapsReads,
        double? SmapsS);
}
