namespace MemoryTracker.Targets.Events;

/// <summary>What the process connector tells, as far as it is used here: <c>what</c> of include/uapi/linux/cn_proc.h.</summary>
internal enum ConnectorEventKind : uint
{
    /// <summary>Somebody's request to listen has been answered.</summary>
    Answered = 0,

    /// <summary>A process or a thread was made.</summary>
    Fork = 1,

    /// <summary>A process became another program.</summary>
    Exec = 2,

    /// <summary>A thread has ended.</summary>
    Exit = 0x80000000,
}
