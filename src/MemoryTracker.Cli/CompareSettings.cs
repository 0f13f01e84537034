using MemoryTracker.Charts;
using MemoryTracker.Comparing;
using MemoryTracker.Limits;

namespace MemoryTracker.Cli;

/// <summary>What is to be compared, and how that is told.</summary>
internal sealed record CompareSettings
{
    /// <summary>The groups of recordings, two at least; a recording that was named by itself is a group without a name.</summary>
    public required IReadOnlyList<(string? Name, IReadOnlyList<string> Files)> Groups { get; init; }

    /// <summary>Which moments lie above each other in pictures.</summary>
    public required Alignment Alignment { get; init; }

    /// <summary>Of what figures are told, and what is drawn.</summary>
    public required AskedMetrics Metrics { get; init; }

    /// <summary>The files to write.</summary>
    public required ComparisonFiles Outputs { get; init; }

    /// <summary>How a picture looks.</summary>
    public required ChartOptions Chart { get; init; }

    /// <summary>What is to hold of each recording.</summary>
    public required IReadOnlyList<Assertion> Assertions { get; init; }

    /// <summary>Whether no table is wanted.</summary>
    public required bool IsQuiet { get; init; }
}
