using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>What is known of the threads of a process from one reading to the next, also where the process is opened anew for each.</summary>
internal sealed class SeenThreads
{
    /// <summary>The switches of each thread that lived when it was last looked for, and in which round that was.</summary>
    public Dictionary<int, (ContextSwitches Switches, int Round)> Living { get; } = [];

    /// <summary>The switches of those that have ended, as last seen.</summary>
    public ContextSwitches Ended { get; set; }

    /// <summary>How often they have been listed.</summary>
    public int Round { get; set; }
}
