using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Limits;

/// <summary>What an assertion is about.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Needs">The metrics that must be recorded to tell it.</param>
/// <param name="Tell">Tells it of a recording; the relation decides which figure of several is the worst.</param>
internal sealed record AssertedFigure(string Name, Unit Unit, IReadOnlyList<Metric> Needs, Func<Evidence, Relation, ToldFigure> Tell)
{
    // Of a recording, times are told in whole microseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMicroseconds(1);

    /// <summary>Over how much less no rate is told, however slow the kernel's tick: of that time the last rows of a file may tell nothing.</summary>
    private static readonly TimeSpan ShortestRate = ProcStat.ClockTick * FigureMaker.TicksOfARate;

    private const string Sampled = "of several processes, at samples only";

    /// <summary>The time for which it counts when nobody says: <c>min</c> for bytes a minute; null for what is no rate.</summary>
    public string? Per { get; init; }

    /// <summary>The metric whose growth must be followed for it; null when none must.</summary>
    public Metric? Trend { get; init; }

    /// <summary>The highest RSS: of samples, of what is known from between them, and of what one process alone is known to have had.</summary>
    public static AssertedFigure PeakRss { get; } = new("peak_rss", Unit.Bytes, [Metric.Rss, Metric.PeakRss], static (of, _) =>
    {
        double peak = of.Summary.Peak?.Bytes ?? double.NaN;
        if (of.MostOfOne > peak || (double.IsNaN(peak) && !double.IsNaN(of.MostOfOne)))
            return new ToldFigure(of.MostOfOne, "of one process, at a moment that was not sampled");
        bool isRecorded = of.Recorded.Contains(Metric.Rss) || of.Recorded.Contains(Metric.PeakRss);
        if (of.HiddenPeak > peak)
            return new ToldFigure(peak, Missing: $"the process had had {Readable.Bytes(of.HiddenPeak)} before, and peaks below that are not seen between samples (--exact-peaks sees them)") { AtMost = of.HiddenPeak };
        string? remark = of.IsOfSeveral ? Sampled : of.Recorded.Contains(Metric.PeakRss) ? null : "at samples only: peak_rss was not recorded";
        return !double.IsNaN(peak) ? new(peak, remark) : isRecorded ? of.NotKnown("RSS") : ToldFigure.Unknown("rss was not recorded");
    });

    /// <summary>The CPU time that was used.</summary>
    public static AssertedFigure CpuSeconds { get; } = new("cpu_seconds", Unit.Seconds, [Metric.Cpu], static (of, _) =>
    {
        if (of.Samples == 0 && !double.IsNaN(of.WaitedCpuSeconds))
            return new ToldFigure(of.WaitedCpuSeconds, "known from wait4");
        bool isRecorded = of.Recorded.Contains(Metric.Cpu) || of.Recorded.Contains(Metric.CpuTime);
        double used = of.Summary.CpuSeconds;
        TimeSpan unknown = of.Summary.Duration - of.Summary.CpuKnown;
        if (double.IsNaN(used) || of.Summary.CpuKnown == TimeSpan.Zero)
            return isRecorded ? of.NotKnown("CPU time") : ToldFigure.Unknown("cpu was not recorded");
        return unknown <= (of.Cpus == 0 ? ShortestRate : Rounding)
            ? new(used)
            : new ToldFigure(used, Missing: $"it is not known of {Readable.Duration(unknown)} of {Readable.Duration(of.Summary.Duration)}")
            {
                AtMost = of.Cpus == 0 ? double.NaN : used + (unknown.TotalSeconds * of.Cpus),
            };
    });

    /// <summary>How long it was.</summary>
    public static AssertedFigure Duration { get; } = new("duration", Unit.Seconds, [], static (of, _) =>
        of.Summary.Samples == 0 ? of.NotKnown("its duration")
            : new(of.Summary.Duration.TotalSeconds, Missing: of.HasEnd ? null : "how it ended is not known, it may have gone on"));

    /// <summary>A statistic of a metric.</summary>
    public static AssertedFigure Of(MetricStatistic statistic, Metric metric) => new($"{statistic.Name} {metric.Name}", metric.Unit, [metric], (of, _) => of.Of(metric, statistic.Of))
    {
        Per = statistic == MetricStatistic.Rate ? "s" : null,
    };

    /// <summary>Every figure of a metric: the greatest must be below an upper bound, the least above a lower one. What counts up has its total.</summary>
    public static AssertedFigure Worst(Metric metric) => metric.Kind == MetricKind.Counter
        ? Of(MetricStatistic.Total, metric) with { Name = metric.Name }
        : new(metric.Name, metric.Unit, [metric], (of, relation) =>
        {
            MetricStatistic worst = relation.IsUpper ? MetricStatistic.Max : MetricStatistic.Min;
            ToldFigure told = of.Of(metric, worst.Of);
            return told with { Remark = string.Join("; ", new[] { worst.Name, told.Remark, of.IsOfSeveral && metric == Metric.Processes ? Sampled : null }.OfType<string>()) };
        });
}
