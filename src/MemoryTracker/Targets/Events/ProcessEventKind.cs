namespace MemoryTracker.Targets.Events;

/// <summary>What happened to a process.</summary>
internal enum ProcessEventKind
{
    /// <summary>It was made by another one.</summary>
    Forked,

    /// <summary>It became another program.</summary>
    Executed,

    /// <summary>It has ended with its last thread, and this is what it was in the end. Told just before <see cref="Exited"/>, where it is told at all.</summary>
    Accounted,

    /// <summary>It has ended with its last thread.</summary>
    Exited,
}
