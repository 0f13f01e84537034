namespace MemoryTracker.Metrics;

/// <summary>
/// One tick of a recording: when it was, and what was found. The recorder fills the same one again and again, so whoever
/// wants to keep something of it copies it. Times are whole microseconds, as files hold them.
/// </summary>
public sealed class Sample
{
    /// <summary>The time of day in UTC; may jump when the machine's clock is set.</summary>
    public DateTime Time { get; set; }

    /// <summary>The time since the first sample, or since the launch of a command, on a clock that is never set.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>CPU time used since then, which no rounding of rates touches; null when it is unknown.</summary>
    public TimeSpan? CpuTime { get; set; }

    /// <summary>Whether ticks were skipped just before, so that nothing is known of the time between.</summary>
    public bool FollowsGap { get; set; }

    /// <summary>Whether the process had ended by then: what is known of that moment are counters at most.</summary>
    public bool HasEnded { get; set; }

    /// <summary>
    /// Whether nobody was there of whom figures could be, as between two processes that are followed. Of rows of a file that do not tell how many processes there were, it is false.
    /// </summary>
    public bool HasNobody { get; set; }

    /// <summary>The process when the recording has exactly one, else the total of all.</summary>
    public Figures Total { get; } = new();

    /// <summary>
    /// The processes that <see cref="Total"/> is the total of and that live, in the order in which they were first seen; none when the recording has exactly one.
    /// </summary>
    public IReadOnlyList<Figures> Processes { get; set; } = [];
}
