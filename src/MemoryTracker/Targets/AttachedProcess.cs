using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>A running process, held so that no successor with its number can be taken for it, and read once a tick.</summary>
public sealed class AttachedProcess : RecordingTarget
{
    private const int NoPidFd = -1;

    private readonly ProcRoot _root;
    private readonly ProcBuffers _buffers;
    private readonly ProcFile _status;
    private readonly LivingTask _livingTask;
    private PidFd _pidFd;
    private CpuClocks? _clocks;
    private ChosenFiles? _chosen;
    private long _failedReads;
    private PeakMark? _mark;
    private bool _isMarkFresh;
    private CommandName _command;

    private AttachedProcess(ProcRoot root, ProcBuffers buffers, ProcessId id, PidFd pidFd, ProcFile status, SeenThreads threads)
    {
        _root = root;
        _buffers = buffers;
        Id = id;
        Threads = threads;
        _pidFd = pidFd;
        _status = status;
        _livingTask = new LivingTask(root.Folder(id.Pid), status);
    }

    /// <inheritdoc/>
    public override ProcessId Id { get; }

    /// <inheritdoc/>
    public override CommandName Command => _command;

    /// <inheritdoc/>
    public override bool IsOneProcess => true;

    /// <summary>Whether the mark is set back at each reading: see <see cref="KnowEveryPeak"/>.</summary>
    public override bool KnowsEveryPeak => _mark is not null;

    /// <inheritdoc/>
    public override long FailedReads => _failedReads + (_chosen?.FailedReads ?? 0);

    /// <inheritdoc/>
    public override SmapsReadings? Smaps => _chosen?.Smaps;

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableSource> Unreadable => _chosen?.Unreadable ?? [];

    /// <summary>What is known of its threads from one reading to the next.</summary>
    internal SeenThreads Threads { get; }

    internal override UnreadableSource? FirstFailure => _chosen?.FirstFailure;

    internal override int EndDescriptor => _pidFd.Descriptor;

    /// <summary>Takes hold of a process.</summary>
    /// <exception cref="TargetException">There is no such process, or it cannot be recorded.</exception>
    public static AttachedProcess Attach(int pid, ProcRoot root)
    {
        if (root.WhyNot is { } whyNot)
            throw new TargetException(whyNot);

        PidFd pidFd = PidFd.Open(pid, out int error);
        ProcBuffers buffers = new();
        ProcFile? status = null;
        try
        {
            status = ProcFile.TryOpen($"{root.Folder(pid)}/status", out int openError, buffers.Status);
            if (status is null || !status.TryRead(out ReadOnlySpan<byte> text, out openError))
                throw Refusal.NotReadable(pid, isThere: error != Errno.NoSuchProcess && IsThere(pid), openError);
            ProcStatus found = ProcStatus.Parse(text);
            if (found.ThreadGroup is { } process && process != pid)
                throw Refusal.Thread(pid, (int)process, found.Name);
            ProcStat stat = TryReadStat(pid, root, buffers.Others, out openError) ?? throw Refusal.NotReadable(pid, IsThere(pid), openError);
            if (found.IsKernelThread ?? stat.IsKernelThread)
                throw Refusal.KernelThread(pid, found.Name);

            AttachedProcess target = new(root, buffers, new ProcessId(pid, stat.StartTicks), pidFd, status, new SeenThreads()) { _command = found.Name };
            // Asked last: as long as the process has not exited, its number cannot have passed to another one meanwhile.
            if (pidFd.HasExited || (found.State is 'Z' or 'X' && !target._livingTask.TryRead(out _, out _, out int hidden) && hidden == 0))
                throw Refusal.Ended(pid, found.Name);
            return target;
        }
        catch
        {
            status?.Dispose();
            pidFd.Dispose();
            throw;
        }
    }

    /// <summary>Takes hold of a process that was found to be one of a set, in whatever state it is; null, with the error number, when it cannot be held.</summary>
    /// <param name="pid">Its number.</param>
    /// <param name="root">Where the proc file system is.</param>
    /// <param name="buffers">What it is read into.</param>
    /// <param name="threads">What is known of its threads.</param>
    /// <param name="tellsEnd">Whether <see cref="RecordingTarget.EndDescriptor"/> is to tell its end.</param>
    /// <param name="error">The error number, or 0.</param>
    internal static AttachedProcess? TryHold(int pid, ProcRoot root, ProcBuffers buffers, SeenThreads threads, bool tellsEnd, out int error)
    {
        PidFd pidFd = tellsEnd ? PidFd.Open(pid, out _) : new PidFd(NoPidFd);
        ProcFile? status = ProcFile.TryOpen($"{root.Folder(pid)}/status", out error, buffers.Status);
        // Read after its start: as long as this very status can be read, the number has not passed to another process.
        if (status is not null && TryReadStat(pid, root, buffers.Others, out error) is { } stat && status.TryRead(out ReadOnlySpan<byte> found, out error))
        {
            return new AttachedProcess(root, buffers, new ProcessId(pid, stat.StartTicks), pidFd, status, threads) { _command = ProcStatus.ParseTick(found).Name };
        }

        error = error == 0 ? Errno.NoSuchProcess : error;
        status?.Dispose();
        pidFd.Dispose();
        return null;
    }

    /// <summary>
    /// From the next reading on, sets the kernel's high-water mark back at each, so that every interval's own peak is known. Whoever else reads the mark,
    /// the process itself among them, sees the resets.
    /// </summary>
    /// <exception cref="TargetException">This user may not reset it.</exception>
    public void KnowEveryPeak() =>
        _mark = PeakMark.TryOpen(_root.Folder(Id.Pid), out int error) ?? throw Refusal.NoReset(Id.Pid, _command, error);

    /// <summary>The same if this user may; else the peaks stay as the kernel tells them.</summary>
    internal void TryKnowEveryPeak() => _mark = PeakMark.TryOpen(_root.Folder(Id.Pid), out _);

    /// <inheritdoc/>
    public override void Open(IReadOnlyCollection<RawSource> sources, double smapsShare) => Open(sources, new ReadBudget(smapsShare));

    /// <summary>The same, with a budget that may be that of many processes.</summary>
    internal void Open(IReadOnlyCollection<RawSource> sources, ReadBudget smapsBudget)
    {
        _chosen?.Dispose();
        _chosen = null;
        if (sources.All(source => source == RawSource.Status || source == RawSource.CpuClock))
            return;
        ProcFolder? folder = ProcFolder.TryOpen(_root.Folder(Id.Pid), out _, _buffers.Others);
        // Its status still being there tells that the folder is this process's. If it is not, the process has ended, as the next reading will find.
        if (folder is null || !_status.TryRead(out _, out _))
            folder?.Dispose();
        else
            _chosen = new ChosenFiles(Id.Pid, folder, sources, smapsBudget, Threads);
    }

    /// <summary>From now on its end is told and it can be sent signals, also if it was held without that, where the kernel lets us.</summary>
    internal void TellEnd()
    {
        if (_pidFd.Descriptor >= 0)
            return;
        PidFd opened = PidFd.Open(Id.Pid, out _);
        // As long as this very status can be read, the number has not passed to another process.
        if (_status.TryRead(out _, out _))
            _pidFd = opened;
        else
            opened.Dispose();
    }

    /// <summary>Whether the process ignores SIGCHLD, so that the kernel does away with its children itself and passes nothing on of what they used.</summary>
    internal bool IgnoresChildren() => _status.TryRead(out ReadOnlySpan<byte> text, out _) && ProcStatus.IgnoresChildren(text);

    /// <summary>Reads the process now. False when it has ended; the reading then holds the CPU time and counters if the kernel still had them.</summary>
    public override bool TryRead(out Reading reading)
    {
        _clocks ??= new CpuClocks();
        _clocks.Read([Id.Pid]);
        return TryRead(_clocks, 0, out reading);
    }

    /// <summary>The same, as of a moment at which CPU clocks were read, this process's among them.</summary>
    /// <param name="clocks">The clocks, read after this process was taken hold of.</param>
    /// <param name="index">The place of this process's.</param>
    /// <param name="reading">What was found.</param>
    internal bool TryRead(CpuClocks clocks, int index, out Reading reading)
    {
        // The CPU clock goes by number. Read before the status, it is this process's for sure if that read succeeds.
        reading = new Reading { At = clocks.At, Realtime = clocks.Realtime, CpuTime = clocks[index], Command = _command };
        if (!_status.TryRead(out ReadOnlySpan<byte> text, out int error))
        {
            reading.CpuTime = null;
            // The mark that is read next was set back before this reading: it tells of more than the time since.
            _isMarkFresh = false;
            if (error == Errno.NoSuchProcess)
                return false;
            _failedReads++;
            reading.Processes = 1;
            return true;
        }

        ProcStatus status = ProcStatus.ParseTick(text);
        reading.Command = _command = status.Name;
        bool hasOwnMemory = status.Rss is not null;
        reading.IsMarkFresh = _isMarkFresh && hasOwnMemory;
        // At once: what happens between reading the mark and setting it back is not seen. The kernel finds the memory through the first thread: once that has
        // exited, it resets nothing and says nothing.
        _isMarkFresh = hasOwnMemory && _mark is not null && _mark.TryReset();
        _chosen?.ReadCounters(ref reading);
        ReadOnlySpan<byte> memory = text;
        int hidden = 0;
        if (!hasOwnMemory && (!MayHaveLivingTask(reading.Stat) || !_livingTask.TryRead(out status, out memory, out hidden)))
        {
            _failedReads += hidden == 0 ? 0 : 1;
            bool hasEnded = hidden == 0 && HasEnded(text);
            reading.Processes = hasEnded ? null : 1;
            reading.IsEnding = hidden == 0 && !hasEnded;
            return !hasEnded;
        }

        reading.Processes = 1;
        reading.Rss = status.Rss;
        reading.HighWater = status.HighWater;
        if (_chosen is null)
            return true;
        if (_chosen.ReadsMemory)
            reading.Memory = ProcMemory.Parse(memory);
        _chosen.ReadState(ref reading, hasOwnMemory ? 0 : _livingTask.Id);
        return true;
    }

    /// <inheritdoc/>
    internal override bool IsOver() => true;

    internal override int LivingPid => Id.Pid;

    /// <inheritdoc/>
    internal override SignalOutcome Send(int signal)
    {
        // A zombie would take it.
        int error = _pidFd.HasExited ? Errno.NoSuchProcess : _pidFd.Send(signal);
        return error == 0 ? new SignalOutcome(1, Id.Pid, 0, 0) : SignalOutcome.Failure(Id.Pid, error);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _chosen?.Dispose();
        _mark?.Dispose();
        _livingTask.Dispose();
        _status.Dispose();
        _pidFd.Dispose();
    }

    private static ProcStat? TryReadStat(int pid, ProcRoot root, ProcBuffer buffer, out int error)
    {
        using ProcFile? file = ProcFile.TryOpen($"{root.Folder(pid)}/stat", out error, buffer);
        return file is not null && file.TryRead(out ReadOnlySpan<byte> text, out error) ? ProcStat.Parse(text) : null;
    }

    /// <summary>Whether the process exists, even if /proc hides it: then a signal is refused instead of finding nobody.</summary>
    private static bool IsThere(int pid) => pid > 0 && (LibC.Kill(pid, LibC.NoSignal) == 0 || Errno.Last == Errno.NotPermitted);

    /// <summary>Of a zombie that nobody waits for, which may stay for long, there is no need to list the threads at each reading.</summary>
    private static bool MayHaveLivingTask(ProcStat? stat) => stat is not { HasEnded: true };

    /// <summary>No memory in its status: it has ended, is just ending, or only its first thread has.</summary>
    private bool HasEnded(ReadOnlySpan<byte> status) =>
        _pidFd.Descriptor >= 0 ? _pidFd.HasExited : ProcStatus.Parse(status).State is 'Z' or 'X';
}
