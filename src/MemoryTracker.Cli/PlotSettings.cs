using MemoryTracker.Charts;
using MemoryTracker.Limits;

namespace MemoryTracker.Cli;

/// <summary>What was asked for of a recording that is read again.</summary>
internal sealed record PlotSettings
{
    /// <summary>The recording, or <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>When the part begins that is told of, since the recording began.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>When it ends; the longest time for the recording's end.</summary>
    public required TimeSpan To { get; init; }

    /// <summary>Which metrics are told of; null for all that were recorded.</summary>
    public required AskedMetrics? Metrics { get; init; }

    /// <summary>Which of them are drawn; null for the usual ones.</summary>
    public required AskedMetrics? Charted { get; init; }

    public required MarkerSettings Markers { get; init; }

    /// <summary>The files to write. Of which pictures a chart consists is known when the recording is.</summary>
    public required OutputPlan Outputs { get; init; }

    public required ChartOptions Chart { get; init; }

    /// <summary>What is to hold of the recording.</summary>
    public required IReadOnlyList<Assertion> Assertions { get; init; }

    /// <summary>Whether the chart shows the line that was fitted to RSS.</summary>
    public required bool ShowsGrowth { get; init; }

    /// <summary>Whether no summary is told.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Whether only a part of the recording is told of.</summary>
    public bool IsPart => From > TimeSpan.Zero || To < TimeSpan.MaxValue;
}
