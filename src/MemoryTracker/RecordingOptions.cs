namespace MemoryTracker;

/// <summary>How to record.</summary>
public sealed record RecordingOptions
{
    /// <summary>The shortest interval but zero.</summary>
    public static readonly TimeSpan FinestInterval = TimeSpan.FromMicroseconds(50);

    /// <summary>From sample to sample: 1 s unless told otherwise; zero for as often as possible.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the first sample to the last; zero for until the process exits.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.Zero;
}
