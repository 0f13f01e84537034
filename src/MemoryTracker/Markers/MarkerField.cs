namespace MemoryTracker.Markers;

/// <summary>What a column of CSV or a key of JSON holds.</summary>
internal enum MarkerField
{
    /// <summary>Nothing that we know.</summary>
    Unknown,

    /// <summary>When it happened or began.</summary>
    Time,

    /// <summary>When it ended.</summary>
    End,

    /// <summary>How long it took, in seconds.</summary>
    Duration,

    /// <summary>The same; in microseconds in an event of Chrome's trace format.</summary>
    TraceDuration,

    /// <summary>What it is called.</summary>
    Label,

    /// <summary>The tags.</summary>
    Tags,

    /// <summary>The colour.</summary>
    Color,

    /// <summary>The kind of an event of Chrome's trace format: <c>B</c> begins, <c>E</c> ends.</summary>
    Phase,

    /// <summary>Such an event's process.</summary>
    Process,

    /// <summary>Such an event's thread.</summary>
    Thread,
}
