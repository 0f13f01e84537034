namespace MemoryTracker.Charts;

/// <summary>How a chart counts time.</summary>
public enum TimeAxis
{
    /// <summary>From the start of the recording: <c>0</c>, <c>10 s</c>, <c>2 min</c>.</summary>
    Elapsed,

    /// <summary>As the clock on the wall showed it: <c>14:05</c>.</summary>
    Clock,
}
