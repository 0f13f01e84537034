using MemoryTracker.Metrics;

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

    /// <summary>What is recorded: RSS, its peaks and CPU unless told otherwise. Nothing is read for the others.</summary>
    public MetricSet Metrics { get; init; } = MetricSet.Default;

    /// <summary>The share of the time, of a core and of the process's own, that reading PSS and the like may take at most: 1 % unless told otherwise.</summary>
    public double SmapsBudget { get; init; } = 0.01;
}
