using MemoryTracker.Markers;

namespace MemoryTracker.Cli;

/// <summary>What the command line asked for of markers and phases.</summary>
internal sealed record MarkerSettings
{
    /// <summary>The files to follow, each once.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The clock of their numbers; null when these tell by their size.</summary>
    public required MarkerClock? Clock { get; init; }

    /// <summary>Whether what lies between two point markers is a phase, too.</summary>
    public required bool HasStretches { get; init; }
}
