using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Limits;

/// <summary>What a recording says, or a part of it: all that assertions are judged by.</summary>
/// <param name="Summary">Its statistics.</param>
/// <param name="Phases">Its phases.</param>
/// <param name="Recorded">The metrics that were recorded.</param>
internal sealed record Evidence(Summary Summary, PhaseReport Phases, MetricSet Recorded)
{
    /// <summary>How many samples there were, an end row not counted.</summary>
    public required long Samples { get; init; }

    /// <summary>Whether every phase is known: not when there were more markers or phases than are kept.</summary>
    public bool HasEveryPhase { get; init; } = true;

    /// <summary>
    /// The most RSS in bytes that one process is known to have had, by what the kernel told at its end: whenever in the recording that was, the total was at least as much then. NaN when it is unknown.
    /// </summary>
    public double MostOfOne { get; init; } = double.NaN;

    /// <summary>The CPU time in seconds that wait4(2) told of a launched command that was recorded to its end; NaN when it is unknown.</summary>
    public double WaitedCpuSeconds { get; init; } = double.NaN;

    /// <summary>Whether it is of several processes, of whose total nothing is known but at samples.</summary>
    public bool IsOfSeveral { get; init; }

    /// <summary>Whether it was recorded to the end of its target.</summary>
    public bool HasTargetEnded { get; init; }

    /// <summary>Whether it is known how it ended.</summary>
    public bool HasEnd { get; init; }

    /// <summary>How many CPUs the machine had; 0 when that is unknown.</summary>
    public int Cpus { get; init; }

    /// <summary>RSS in bytes up to which a peak between two samples could not be seen, because the process had had as much before; NaN where every peak is known, or that is not.</summary>
    public double HiddenPeak { get; init; } = double.NaN;

    /// <summary>What of the recording was not read, in words; null when all was.</summary>
    public string? Lost { get; init; }

    /// <summary>By what the growth of metrics is judged: of all that are asked for.</summary>
    public IReadOnlyList<GrowthSeries> Trends { get; init; } = [];

    /// <summary>A figure that is made of a metric's samples.</summary>
    public ToldFigure Of(Metric metric, Func<Summary, Metric, double> statistic)
    {
        if (!Recorded.Contains(metric) || !Summary.Metrics.Contains(metric))
            return ToldFigure.Unknown($"{metric.Name} was not recorded");
        double value = statistic(Summary, metric);
        return !double.IsNaN(value) ? new(value, Rarely(metric))
            : Summary[metric].Count > 0 ? ToldFigure.Unknown($"too few figures of {metric.Name} are known")
            : NotKnown(metric.Name);
    }

    /// <summary>What is read now and then only may have been anything meanwhile.</summary>
    private string? Rarely(Metric metric) => metric.IsHeld && Summary[metric].Count < Samples
        ? $"known in {Readable.Number(Summary[metric].Count)} of {Readable.Count(Samples, "sample")}"
        : null;

    /// <summary>Something that was recorded has stayed unknown.</summary>
    public ToldFigure NotKnown(string name) => ToldFigure.Unknown(Samples == 0 ? "it ended before the first sample" : $"{name} was never known");
}
