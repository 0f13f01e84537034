namespace MemoryTracker.Markers;

/// <summary>One line of a marker file, understood. Its texts are safe to show, its times still on the clock of whoever wrote it.</summary>
internal sealed record Mark
{
    /// <summary>What it tells.</summary>
    public required MarkKind Kind { get; init; }

    /// <summary>When; null when the line has no time.</summary>
    public MarkerTime? At { get; init; }

    /// <summary>When a span ended, on the same clock and not before <see cref="At"/>; null for anything but a span.</summary>
    public MarkerTime? Until { get; init; }

    /// <summary>What it is called, at most <see cref="Marker.LongestLabel"/> bytes; empty only for an end that does not say of what.</summary>
    public required string Label { get; init; }

    /// <summary>Begins and ends belong together only within one of these: the process of an atrace line, process and thread of an event of Chrome's trace format, else empty.</summary>
    public string Track { get; init; } = "";

    /// <summary>The colour asked for, as <c>#rrggbb</c>; null for none.</summary>
    public string? Color { get; init; }

    /// <summary>The tags given.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
