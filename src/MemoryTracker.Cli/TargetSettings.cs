using MemoryTracker.Targets;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Cli;

/// <summary>What is to be recorded: one of PIDs, a pattern or a command.</summary>
internal sealed record TargetSettings
{
    public IReadOnlyList<int> Pids { get; init; } = [];

    public ProcessPattern? Pattern { get; init; }

    /// <summary>The command to launch and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public bool IncludesChildren { get; init; }

    /// <summary>All that match, those that come later included.</summary>
    public bool TakesAll { get; init; }

    /// <summary>Whether to wait for the first that matches.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether to go on with the next that matches.</summary>
    public bool Follows { get; init; }

    public bool IsLaunch => Command.Count > 0;

    /// <summary>Whether rows are totals of several processes, and not one fixed process's own.</summary>
    public bool IsSet => IncludesChildren || TakesAll || Follows || Pids.Count > 1;

    /// <summary>Which processes belong to the recording beside those with which it begins.</summary>
    public SetOptions Set => new()
    {
        IncludesChildren = IncludesChildren,
        IsOneProcess = !IsSet,
        Pattern = Pattern,
        TakesAll = TakesAll,
        Follows = Follows,
    };
}
