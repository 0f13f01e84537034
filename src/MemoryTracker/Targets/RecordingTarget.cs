using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>What is recorded, read once a tick: one fixed process, or a set of them with their total.</summary>
#pragma warning disable CA1063 // Nobody outside derives from it, and nobody within has a finalizer.
public abstract class RecordingTarget : IDisposable
#pragma warning restore CA1063
{
    private protected RecordingTarget()
    {
    }

    /// <summary>The first process: the one that was asked for, or the launched command.</summary>
    public abstract ProcessId Id { get; }

    /// <summary>The command name of the first process as last read.</summary>
    public abstract CommandName Command { get; }

    /// <summary>Whether its rows are those of one fixed process; those of a set are totals, of which no PID is told.</summary>
    public abstract bool IsOneProcess { get; }

    /// <summary>Whether the mark of RSS is set back at each reading.</summary>
    public abstract bool KnowsEveryPeak { get; }

    /// <summary>How many reads failed although the process lived; their figures are unknown.</summary>
    public abstract long FailedReads { get; }

    /// <summary>What reading smaps_rollup has taken; null when nobody asked for it or it cannot be read.</summary>
    public abstract SmapsReadings? Smaps { get; }

    /// <summary>What <see cref="Open"/> was asked for and cannot be read.</summary>
    public abstract IReadOnlyList<UnreadableSource> Unreadable { get; }

    /// <summary>What could be read at first and then failed, the first time that something did; null when nothing has.</summary>
    internal abstract UnreadableSource? FirstFailure { get; }

    /// <summary>From where on everything counts, when that is before the first reading: the launch of a command. Null for the first reading itself.</summary>
    internal virtual Reading? Start => null;

    /// <summary>Readable when a process has ended with which the recording may end; negative when the kernel gives no such thing.</summary>
    internal abstract int EndDescriptor { get; }

    /// <summary>The processes that the last reading is the total of and that lived; none of one fixed process.</summary>
    internal virtual IReadOnlyList<Member> Living => [];

    /// <summary>
    /// Opens the sources that are to be read from the next reading on, beside RSS, its mark and the CPU clock, which always are. What cannot be read stays
    /// unknown and is told by <see cref="Unreadable"/>.
    /// </summary>
    /// <param name="sources">Which.</param>
    /// <param name="smapsShare">The share of the time that reading smaps_rollup may take, of a core and of the process's: 0.01 for 1 %.</param>
    public abstract void Open(IReadOnlyCollection<RawSource> sources, double smapsShare);

    /// <summary>Reads it now. False when all has ended; the reading then holds what the kernel still knew.</summary>
    public abstract bool TryRead(out Reading reading);

    /// <summary>The first process if it lives, else another one with which the recording ends; after the end the first one.</summary>
    internal abstract int LivingPid { get; }

    /// <summary>
    /// Sends a signal to those with which the recording ends and that live: the process that was asked for, each of several, or the launched command; what they have forked gets none. It goes through
    /// their pidfds, so to nobody else, and neither blocks nor allocates.
    /// </summary>
    internal abstract SignalOutcome Send(int signal);

    /// <summary>Whether the end that <see cref="EndDescriptor"/> told is that of everything; otherwise that one is not told again.</summary>
    internal abstract bool IsOver();

    /// <inheritdoc/>
#pragma warning disable CA1063 // As above.
    public abstract void Dispose();
#pragma warning restore CA1063
}
