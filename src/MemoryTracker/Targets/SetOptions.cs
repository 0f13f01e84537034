using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Targets;

/// <summary>Which processes a set has beside those with which it begins.</summary>
public sealed record SetOptions
{
    /// <summary>Whether what they fork, and what that forks, belongs to it.</summary>
    public bool IncludesChildren { get; init; }

    /// <summary>Whether only the one process with which it begins ever belongs to it, so that its rows are that process's own.</summary>
    public bool IsOneProcess { get; init; }

    /// <summary>What later processes must match to be taken in; null for none.</summary>
    public ProcessPattern? Pattern { get; init; }

    /// <summary>Whether every process that matches is taken in as it appears; otherwise one, when the former has ended.</summary>
    public bool TakesAll { get; init; }

    /// <summary>Whether it goes on when all have ended, until one that matches appears.</summary>
    public bool Follows { get; init; }
}
