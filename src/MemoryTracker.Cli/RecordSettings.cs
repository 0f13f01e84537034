using MemoryTracker.Charts;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>What the command line asked for.</summary>
internal sealed record RecordSettings
{
    public required TargetSettings Target { get; init; }

    /// <summary>Whether the CSV has a row for each process of a set.</summary>
    public required bool HasProcessRows { get; init; }

    public required RecordingOptions Recording { get; init; }

    /// <summary>Whether the process's high-water mark is set back at each sample.</summary>
    public required bool HasExactPeaks { get; init; }

    public required MarkerSettings Markers { get; init; }

    public required LimitSettings Limits { get; init; }

    public required OutputPlan Outputs { get; init; }

    /// <summary>What the chart shows; all of it is recorded.</summary>
    public required IReadOnlyList<Metric> Charted { get; init; }

    public required ChartOptions Chart { get; init; }

    /// <summary>Neither live lines nor a summary; errors are told all the same.</summary>
    public required bool IsQuiet { get; init; }
}
