namespace MemoryTracker.Markers.Lines;

/// <summary>What a line of a marker file tells.</summary>
internal enum MarkKind
{
    /// <summary>Something happened.</summary>
    Moment,

    /// <summary>Something lasted, from one time to another.</summary>
    Span,

    /// <summary>Something began; another line tells its end.</summary>
    Begin,

    /// <summary>What began most lately and has not ended did end.</summary>
    End,
}
