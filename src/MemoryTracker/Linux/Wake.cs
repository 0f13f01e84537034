namespace MemoryTracker.Linux;

/// <summary>Why a wait ended; several reasons may come together.</summary>
[Flags]
internal enum Wake
{
    None = 0,

    /// <summary>The deadline has come.</summary>
    Deadline = 1,

    /// <summary>The process has exited, all its threads included.</summary>
    Exited = 2,

    /// <summary>Somebody asked for the end of the recording.</summary>
    Stop = 4,
}
