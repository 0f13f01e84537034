using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>The files beside status that somebody asked for, and no others: held, and read at each tick.</summary>
internal sealed class ChosenFiles : IDisposable
{
    private const int OwnFolder = 0;

    private readonly int _pid;
    private readonly ProcFolder _folder;
    private readonly ReadBudget? _smapsBudget;
    private readonly ProcFile? _stat;
    private readonly ProcFile? _io;
    private readonly ProcFile? _oomScore;
    private readonly SwitchCounter? _switches;
    private readonly bool _countsDescriptors;
    private readonly List<UnreadableSource> _unreadable = [];
    private NumberedFolder? _descriptors;
    private int _descriptorsTask = OwnFolder;
    private long _smapsReads;

    /// <param name="pid">The process.</param>
    /// <param name="folder">The process's folder, which this object closes.</param>
    /// <param name="sources">What is to be read.</param>
    /// <param name="smapsBudget">How much reading smaps_rollup may take.</param>
    /// <param name="threads">What is known of the process's threads.</param>
    public ChosenFiles(int pid, ProcFolder folder, IReadOnlyCollection<RawSource> sources, ReadBudget smapsBudget, SeenThreads threads)
    {
        _pid = pid;
        _folder = folder;
        ReadsMemory = sources.Contains(RawSource.Memory);
        _stat = sources.Contains(RawSource.Stat) ? Open(RawSource.Stat, "stat"u8) : null;
        _io = sources.Contains(RawSource.Io) ? Open(RawSource.Io, "io"u8) : null;
        _oomScore = sources.Contains(RawSource.OomScore) ? Open(RawSource.OomScore, "oom_score"u8) : null;
        _countsDescriptors = sources.Contains(RawSource.Descriptors) && OpenDescriptors();
        if (sources.Contains(RawSource.Tasks))
        {
            _switches = new SwitchCounter(_folder, threads, out int error);
            Note(RawSource.Tasks, error);
        }

        if (sources.Contains(RawSource.SmapsRollup) && CanOpen(RawSource.SmapsRollup, "smaps_rollup"u8))
            _smapsBudget = smapsBudget;
    }

    /// <summary>Whether more is wanted of status than every tick needs.</summary>
    public bool ReadsMemory { get; }

    /// <summary>What was asked for and cannot be read.</summary>
    public IReadOnlyList<UnreadableSource> Unreadable => _unreadable;

    /// <summary>What reading smaps_rollup has taken; null when nobody asked for it or it cannot be read.</summary>
    public SmapsReadings? Smaps => _smapsBudget is null ? null : new(_smapsReads, TimeSpan.FromMicroseconds(_smapsBudget.Spent / 1e3));

    /// <summary>How many reads failed although the process lived.</summary>
    public long FailedReads { get; private set; }

    /// <summary>What could be read at first and then failed, the first time that something did; null when nothing has.</summary>
    public UnreadableSource? FirstFailure { get; private set; }

    /// <summary>Reads what only grows: the kernel tells it also of a process that has ended, until its parent has noticed.</summary>
    public void ReadCounters(ref Reading reading)
    {
        if (_stat is not null && TryRead(RawSource.Stat, _stat, out ReadOnlySpan<byte> text))
            reading.Stat = ProcStat.Parse(text);
        if (_io is not null && TryRead(RawSource.Io, _io, out text))
            reading.Io = ProcIo.Parse(text);
        if (_switches is null)
            return;
        reading.Switches = _switches.Read();
        NoteFailure(RawSource.Tasks, _switches.Error);
    }

    /// <summary>Reads what a process has as long as it lives.</summary>
    /// <param name="reading">Where it goes.</param>
    /// <param name="livingTask">A living thread, when the first has exited and the process's own files find nothing any more; else 0.</param>
    public void ReadState(ref Reading reading, int livingTask)
    {
        if (_oomScore is not null && TryRead(RawSource.OomScore, _oomScore, out ReadOnlySpan<byte> text))
            reading.OomScore = ProcNumber.Whole(text.TrimEnd((byte)'\n'));
        if (_countsDescriptors)
            reading.Descriptors = CountDescriptors(livingTask);
        if (_smapsBudget is not null)
            ReadSmaps(ref reading, _smapsBudget, livingTask);
    }

    public void Dispose()
    {
        _stat?.Dispose();
        _io?.Dispose();
        _oomScore?.Dispose();
        _descriptors?.Dispose();
        _switches?.Dispose();
        _folder.Dispose();
    }

    /// <summary>
    /// Opened anew each time: an open smaps_rollup holds on to the memory of when it was opened, which is the former program's after exec. How long
    /// the read takes is more than its CPU time and as long as it holds the process's memory lock, so that one clock keeps both to the budget.
    /// </summary>
    private void ReadSmaps(ref Reading reading, ReadBudget budget, int livingTask)
    {
        long start = Clock.Now;
        if (!budget.Allows(start))
            return;
        ReadOnlySpan<byte> path = livingTask == OwnFolder
            ? "smaps_rollup"u8
            : TaskPath.Write(stackalloc byte[TaskPath.MaxLength], livingTask, "smaps_rollup"u8);
        bool isRead = _folder.TryRead(path, out ReadOnlySpan<byte> text, out int error);
        budget.Spend(start, Clock.Now);
        NoteFailure(RawSource.SmapsRollup, error);
        if (!isRead)
            return;
        reading.Smaps = SmapsRollup.Parse(text);
        _smapsReads++;
    }

    private long? CountDescriptors(int livingTask)
    {
        int error = 0;
        if (_descriptors is null || livingTask != _descriptorsTask)
        {
            ReadOnlySpan<byte> path = livingTask == OwnFolder ? "fd"u8 : TaskPath.Write(stackalloc byte[TaskPath.MaxLength], livingTask, "fd"u8);
            _descriptors?.Dispose();
            _descriptors = _folder.TryOpenFolder(path, out error);
            _descriptorsTask = livingTask;
        }

        long? count = _descriptors?.Count(out error);
        NoteFailure(RawSource.Descriptors, error);
        return count;
    }

    private bool TryRead(RawSource source, ProcFile file, out ReadOnlySpan<byte> text)
    {
        bool isRead = file.TryRead(out text, out int error);
        NoteFailure(source, error);
        return isRead;
    }

    /// <summary>That the process ended while it was read is no failure.</summary>
    private void NoteFailure(RawSource source, int error)
    {
        if (error is 0 or Errno.NoSuchProcess or Errno.NoSuchFile)
            return;
        FailedReads++;
        FirstFailure ??= new UnreadableSource(source, error, _pid);
    }

    /// <summary>Opens a file and reads it once: some are refused only then.</summary>
    private ProcFile? Open(RawSource source, ReadOnlySpan<byte> name)
    {
        ProcFile? file = _folder.TryOpenFile(name, out int error);
        if (file is not null && file.TryRead(out _, out error))
            return file;
        file?.Dispose();
        Note(source, error);
        return null;
    }

    /// <summary>
    /// Only opened: reading it for nothing would cost the process its memory lock. Who may not read it is refused already here. That a process has no memory is
    /// no refusal: its first thread has exited, and a living one tells it at the readings.
    /// </summary>
    private bool CanOpen(RawSource source, ReadOnlySpan<byte> name)
    {
        using ProcFile? file = _folder.TryOpenFile(name, out int error);
        if (error == Errno.NoSuchProcess)
            return true;
        Note(source, error);
        return file is not null;
    }

    private bool OpenDescriptors()
    {
        _descriptors = _folder.TryOpenFolder("fd"u8, out int error);
        if (_descriptors?.Count(out error) is not null)
            return true;
        // A folder that is only held for its size, on a kernel that does not tell that, is one that this user may not list.
        Note(RawSource.Descriptors, error == Errno.BadDescriptor ? Errno.AccessDenied : error);
        return false;
    }

    private void Note(RawSource source, int error)
    {
        if (error != 0)
            _unreadable.Add(new UnreadableSource(source, error, _pid));
    }
}
