using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>Opens the processes of a set, each with the files that are read of it, all into the same memory.</summary>
/// <param name="root">Where the proc file system is.</param>
internal sealed class ProcessOpener(ProcRoot root)
{
    // For files that are written, for the events of the kernel and for what is read in passing.
    private const int KeptFree = 64;
    private const int FewestHeld = 2;

    // What every system allows (getrlimit(2): the usual soft limit).
    private const ulong FewestDescriptors = 1024;

    private readonly ProcBuffers _buffers = new();
    private IReadOnlyCollection<RawSource> _sources = [RawSource.Stat];
    private ReadBudget _smapsBudget = new(0);
    private long _descriptors = (long)FewestDescriptors;

    /// <summary>The time that reading smaps_rollup of all of them may take.</summary>
    public ReadBudget SmapsBudget => _smapsBudget;

    /// <summary>
    /// How many processes can be held open with so many descriptors allowed; the others are opened anew at each reading. Of each are held its status, its folder, what sets
    /// its mark back, and one for each further file or folder that is read.
    /// </summary>
    public long MostHeld => Math.Max(FewestHeld, (_descriptors - KeptFree) / (2 + (ResetsPeaks ? 1 : 0) + _sources.Count(source => source.TakesDescriptor)));

    /// <summary>Whether the marks of RSS are set back at each reading, wherever this user may.</summary>
    public bool ResetsPeaks { get; set; }

    /// <summary>Whether the page tables are read.</summary>
    public bool ReadsSmaps => _sources.Contains(RawSource.SmapsRollup);

    /// <summary>What is to be read of each from now on. Its stat always is: who its parent is and what its children used is told nowhere else.</summary>
    /// <param name="sources">Which sources.</param>
    /// <param name="smapsShare">The share of the time that reading smaps_rollup may take of all of them.</param>
    /// <param name="descriptors">How many descriptors we may have; null when it cannot be told.</param>
    public void Choose(IReadOnlyCollection<RawSource> sources, double smapsShare, ulong? descriptors)
    {
        _descriptors = (long)Math.Min(descriptors ?? FewestDescriptors, int.MaxValue);
        _sources = [.. sources.Append(RawSource.Stat).Distinct()];
        _smapsBudget = new ReadBudget(smapsShare);
    }

    /// <summary>Takes hold of a process; null, with the error number, when it cannot be.</summary>
    public AttachedProcess? Open(int pid, bool tellsEnd, out int error) => Open(pid, new SeenThreads(), tellsEnd, out error);

    /// <summary>Opens the files of one that is held already.</summary>
    public void Open(AttachedProcess process) => process.Open(_sources, _smapsBudget);

    /// <summary>Takes hold of that very process once more; null, with the error number, when it cannot be or is no more.</summary>
    /// <param name="id">The process.</param>
    /// <param name="threads">What is known of its threads.</param>
    /// <param name="error">The error number, or 0.</param>
    public AttachedProcess? Reopen(ProcessId id, SeenThreads threads, out int error)
    {
        AttachedProcess? process = Open(id.Pid, threads, tellsEnd: false, out error);
        if (process is null || process.Id == id)
            return process;
        process.Dispose();
        error = Errno.NoSuchProcess;
        return null;
    }

    private AttachedProcess? Open(int pid, SeenThreads threads, bool tellsEnd, out int error)
    {
#pragma warning disable CA2000 // The caller's.
        AttachedProcess? process = AttachedProcess.TryHold(pid, root, _buffers, threads, tellsEnd, out error);
#pragma warning restore CA2000
        if (process is null)
            return null;
        Open(process);
        if (ResetsPeaks)
            process.TryKnowEveryPeak();
        return process;
    }
}
