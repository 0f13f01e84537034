namespace MemoryTracker;

/// <summary>How a recording went: why it ended and how well its schedule was kept.</summary>
public sealed record RecordingResult
{
    /// <summary>Why it ended.</summary>
    public required EndReason Reason { get; init; }

    /// <summary>How many samples were taken, the end row not counted.</summary>
    public required long Samples { get; init; }

    /// <summary>How many ticks were skipped because we came too late for them.</summary>
    public required long MissedTicks { get; init; }

    /// <summary>How late 99 of 100 ticks were taken at most; null when none had a due time.</summary>
    public required TimeSpan? LatenessP99 { get; init; }

    /// <summary>The mean time from sample to sample; null for fewer than two.</summary>
    public required TimeSpan? ReachedInterval { get; init; }

    /// <summary>The kernel's high-water mark of RSS when the recording began, in bytes: what had been before it. Null when it was unknown.</summary>
    public required long? PeakBefore { get; init; }
}
