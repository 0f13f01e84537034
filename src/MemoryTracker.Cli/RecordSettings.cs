using MemoryTracker.Charts;
using MemoryTracker.Limits;
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

    /// <summary>What is to hold of the recording.</summary>
    public required IReadOnlyList<Assertion> Assertions { get; init; }

    /// <summary>Whether the live view is asked for, or declined; null when nothing was said.</summary>
    public required bool? HasLiveView { get; init; }

    /// <summary>Whether the live view may use nothing but ASCII.</summary>
    public required bool IsAscii { get; init; }

    /// <summary>Whether the chart shows the line that was fitted to RSS.</summary>
    public required bool ShowsGrowth { get; init; }

    /// <summary>Neither live lines nor a summary; errors are told all the same.</summary>
    public required bool IsQuiet { get; init; }
}
