namespace MemoryTracker.Markers;

/// <summary>Something that happened in the recorded program: a moment, or a span of time. Its texts are safe to show.</summary>
public sealed record Marker
{
    /// <summary>No label is longer, in bytes of UTF-8.</summary>
    public const int LongestLabel = 4096;

    /// <summary>When it was, or began, since the recording began (the first sample, or the launch of a command); negative before it.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>When it ended; null for a moment.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>What it is called; never empty.</summary>
    public required string Label { get; init; }

    /// <summary>The colour its file asked for, as <c>#rrggbb</c>; null when it asked for none.</summary>
    public string? Color { get; init; }

    /// <summary>The tags its file gave it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether its file told no time, so that the moment is the one at which its line was read.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Whether it is a limit that was crossed, marked by the recorder itself: it tells nothing of what the program does, and no phase begins or ends with it.</summary>
    public bool IsCrossing { get; init; }

    /// <summary>Whether its end was never told, so that it ends with the recording.</summary>
    public bool IsOpen { get; init; }
}
