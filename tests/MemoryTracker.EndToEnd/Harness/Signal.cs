namespace MemoryTracker.EndToEnd.Harness;

/// <summary>The signals that tests send, by their Linux numbers.</summary>
public enum Signal
{
    /// <summary>None: only asks whether the process is there.</summary>
    None = 0,

    /// <summary>The terminal has gone.</summary>
    Hup = 1,

    /// <summary>Ctrl-C.</summary>
    Int = 2,

    /// <summary>Ends a process without asking it.</summary>
    Kill = 9,

    /// <summary>Asks a process to end.</summary>
    Term = 15,

    /// <summary>Lets a stopped process go on.</summary>
    Cont = 18,

    /// <summary>Stops a process where it is.</summary>
    Stop = 19,
}
