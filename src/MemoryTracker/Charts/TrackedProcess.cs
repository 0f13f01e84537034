using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Charts;

/// <summary>A process of which a chart keeps more than its part of the total.</summary>
internal struct TrackedProcess()
{
    /// <summary>Which process of the recording it is; -1 for none.</summary>
    public int Ordinal = -1;

    public int? Pid;

    /// <summary>What it was called when it was largest: a process that a shell starts bears the shell's name at first.</summary>
    public CommandName Command;

    /// <summary>Since when it has been tracked, in nanoseconds since the recording began: what is kept of earlier moments is another's.</summary>
    public long Since;

    /// <summary>Whether it had never been seen before: then it had nothing until then, and else one does not know.</summary>
    public bool IsNew;

    /// <summary>Its highest RSS since then, in KiB.</summary>
    public uint Peak;

    /// <summary>Whether it was there in the last sample.</summary>
    public bool IsThere;

    /// <summary>Takes in its RSS at a moment in KiB, not unknown.</summary>
    public void Include(Figures process, uint rss)
    {
        if (rss <= Peak)
            return;
        (Pid, Command, Peak) = (process.Pid, process.Command, rss);
    }
}
