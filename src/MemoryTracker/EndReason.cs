namespace MemoryTracker;

/// <summary>Why a recording ended.</summary>
public enum EndReason
{
    /// <summary>The process exited.</summary>
    TargetEnded,

    /// <summary>The duration asked for is over.</summary>
    DurationOver,

    /// <summary>Somebody asked for the end, by a signal for example.</summary>
    Stopped,

    /// <summary>A limit was crossed that ends it.</summary>
    LimitCrossed,
}
