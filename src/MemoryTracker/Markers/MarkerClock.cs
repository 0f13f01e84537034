namespace MemoryTracker.Markers;

/// <summary>The clock on which a marker's time was read.</summary>
public enum MarkerClock
{
    /// <summary>The time of day, since 1970-01-01 UTC (CLOCK_REALTIME).</summary>
    Realtime,

    /// <summary>Since some fixed moment, standing still while the machine is suspended (CLOCK_MONOTONIC): Python's <c>time.monotonic()</c>, Java's <c>System.nanoTime()</c>.</summary>
    Monotonic,

    /// <summary>Since the machine started, suspended time included (CLOCK_BOOTTIME): <c>/proc/uptime</c>, Android's <c>elapsedRealtime()</c>.</summary>
    Boottime,

    /// <summary>Since the first sample of the recording.</summary>
    Relative,
}
