namespace MemoryTracker.Markers.Lines;

/// <summary>How a time was told.</summary>
internal enum TimeKind
{
    /// <summary>A date and a time of day.</summary>
    Date,

    /// <summary>A number of seconds since the first sample, or since the launch of a command.</summary>
    SinceStart,

    /// <summary>A number of seconds on some clock.</summary>
    Seconds,

    /// <summary>A number of milliseconds on some clock.</summary>
    Milliseconds,

    /// <summary>A number of microseconds on some clock.</summary>
    Microseconds,

    /// <summary>A number of nanoseconds on some clock.</summary>
    Nanoseconds,
}
