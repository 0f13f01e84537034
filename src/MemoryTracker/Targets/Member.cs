using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>A process of a set: how it is held, and what was found of it last.</summary>
internal sealed class Member : IDisposable
{
    private readonly bool _withChildren;
    private readonly bool _isBorn;
    private readonly int _parentAtFirst;
    private readonly ProcessOpener _opener;
    private readonly SeenThreads _threads;
    private AttachedProcess? _held;
    private Reading _reading;
    private long? _markAtFirst;
    private long? _ownCpuAtFirst;
    private long _ownCpu;
    private bool _isFirst = true;
    private long _failedReads;
    private UnreadableSource? _firstFailure;
    private ulong? _stackAtFirst;
    private bool _hasExecuted;
    private bool _isReadAgain;
    private long _childrenFaults;
    private long _claimed;
    private long _childrenTime;

    /// <param name="held">The process, which this object lets go of.</param>
    /// <param name="opener">How it is opened anew at each reading, if it cannot be held for want of descriptors.</param>
    /// <param name="record">What is to be told of it.</param>
    /// <param name="ordinal">Which process of the recording it is.</param>
    /// <param name="withChildren">Whether what it gets from its children counts as its own.</param>
    public Member(AttachedProcess held, ProcessOpener opener, ProcessRecord record, int ordinal, bool withChildren)
    {
        _held = held;
        _threads = held.Threads;
        _opener = opener;
        Record = record;
        Ordinal = ordinal;
        _isBorn = record.IsBorn;
        _withChildren = withChildren;
        _parentAtFirst = record.Parent;
        SharesMemory = record.Parent > 0 && Kinship.ShareMemory(record.Id.Pid, record.Parent);
    }

    /// <summary>What is told of it.</summary>
    public ProcessRecord Record { get; }

    /// <summary>Which process of the recording it is, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>Its number.</summary>
    public int Pid => Record.Id.Pid;

    /// <summary>Its parent's number as last read.</summary>
    public int Parent { get; private set; }

    /// <summary>The number of its session as last read; 0 when it is not known.</summary>
    public int Session { get; private set; }

    /// <summary>What was read last, while it lived.</summary>
    public ref readonly Reading Reading => ref _reading;

    /// <summary>From where its own counters count: zero if it began while it was recorded; null for its first reading.</summary>
    public Reading? Start => _isBorn ? Targets.Reading.Zero : null;

    /// <summary>Whether its memory is its parent's, and must not be counted twice: a child made by vfork(2) or posix_spawn(3) runs in its parent's until it calls exec.</summary>
    public bool SharesMemory { get; private set; }

    /// <summary>Whether the recording goes on for as long as it lives.</summary>
    public bool IsRoot { get; set; }

    /// <summary>Readable when it has ended; negative when nobody waits for that.</summary>
    public int EndDescriptor => _held?.EndDescriptor ?? -1;

    /// <summary>What was to be read of it and cannot be.</summary>
    public IReadOnlyList<UnreadableSource> Unreadable => _held?.Unreadable ?? [];

    /// <summary>What could be read of it at first and then no more.</summary>
    public UnreadableSource? FirstFailure => _firstFailure ?? _held?.FirstFailure;

    /// <summary>Whether it had got nothing from any child when it was last read that it had not when it was read before.</summary>
    public bool GotNothing { get; private set; } = true;

    /// <summary>Whether it has never got anything from a child, so that none of its children has ended and been waited for.</summary>
    public bool HasWaitedForNobody { get; private set; } = true;

    /// <summary>
    /// Whether it may have become another program since it was first read: then the highest RSS that the kernel tells at its end may be that of a former one, which marks no longer tell.
    /// By where its stack begins, which is another place for each program (fs/binfmt_elf.c, unless the machine does without address space randomization). One that was
    /// read once has not: what came after that reading is of the last interval, whichever program it was of.
    /// </summary>
    public bool MayHaveExecuted => _hasExecuted || _stackAtFirst is null || (_stackAtFirst == 0 && _isReadAgain);

    /// <summary>The highest RSS that readings have told of, marks included; what the kernel tells at its end may be more.</summary>
    public long? SeenPeak { get; private set; }

    /// <summary>Whether it lived when it was last read.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>Whether nothing is left of it, not even a zombie.</summary>
    public bool IsGone { get; private set; }

    /// <summary>How many reads failed although it lived.</summary>
    public long FailedReads => _failedReads + (_held?.FailedReads ?? 0);

    /// <summary>Who is to get what it used, once it is gone; null for nobody.</summary>
    public Member? Heir { get; set; }

    /// <summary>What it had used when the recording began.</summary>
    public Counters Base { get; private set; }

    /// <summary>What it had used when last read, since its own start.</summary>
    public Counters Last { get; private set; }

    /// <summary>What it had used in the end: as last read, and of CPU what the kernel told at its end, if that is more.</summary>
    public Counters Final => Record.CpuTime is { } cpu && _isBorn && Last.Cpu is { } last && cpu > _ownCpu
        ? Last with { Cpu = last + cpu - _ownCpu }
        : Last;

    /// <summary>What it used while it was recorded.</summary>
    public Counters Used => Last - Base;

    /// <summary>Opens the files that are now to be read of it.</summary>
    public void OpenAnew()
    {
        if (_held is not null)
            _opener.Open(_held);
    }

    /// <summary>Sets its mark back at each reading.</summary>
    /// <exception cref="TargetException">This user may not.</exception>
    public void KnowEveryPeak() => _held?.KnowEveryPeak();

    /// <summary>Nothing is left of it: it was waited for.</summary>
    public void MarkGone() => (IsAlive, IsGone) = (false, true);

    /// <summary>Lets go of it: from now on it is opened anew at each reading.</summary>
    public void LetGo()
    {
        if (_held is not null)
            KeepFailures(_held);
        _held?.Dispose();
        _held = null;
    }

    /// <summary>Makes it one with which the recording ends: it is held, its end is told and it can be sent signals.</summary>
    public void BecomeRoot()
    {
        IsRoot = true;
        _held ??= _opener.Reopen(Record.Id, _threads, out _);
        _held?.TellEnd();
    }

    /// <summary>Reads it. False when it lives no more.</summary>
    /// <param name="clocks">CPU clocks that have just been read.</param>
    /// <param name="index">The place of this one's.</param>
    public bool Read(CpuClocks clocks, int index)
    {
        if (_held is not null)
            return Read(_held, clocks, index);
        using AttachedProcess? process = _opener.Reopen(Record.Id, _threads, out int error);
        if (process is null && error is not (Errno.NoSuchProcess or Errno.NoSuchFile))
            return FailToRead();
        bool lives = Read(process, clocks, index);
        if (process is not null)
            KeepFailures(process);
        return lives;
    }

    private bool Read(AttachedProcess? process, CpuClocks clocks, int index)
    {
        Reading now = default;
        IsAlive = process is not null && process.TryRead(clocks, index, out now);
        // The CPU clock is unknown only of one of which nothing is left.
        IsGone = !IsAlive && now.CpuTime is null;
        if (IsGone)
            TakeLastClock(clocks[index], clocks.At);
        else
            Take(now);
        if (IsAlive)
            TakeMemory(now);
        return IsAlive;
    }

    /// <summary>Sends it a signal.</summary>
    public SignalOutcome Send(int signal) => _held?.Send(signal) ?? SignalOutcome.Failure(Pid, Errno.BadDescriptor);

    /// <summary>Whether the process lets the kernel do away with its children, so that it gets nothing of what they used.</summary>
    public bool IgnoresChildren() => _held?.IgnoresChildren() == true;

    /// <summary>Whether what came from its children covers that of one more, which is then accounted for.</summary>
    /// <param name="nanoseconds">CPU time of the child.</param>
    /// <param name="coarseness">How much may be missing.</param>
    public bool TryClaim(long nanoseconds, long coarseness)
    {
        if (_childrenTime - _claimed < nanoseconds - coarseness)
            return false;
        _claimed += nanoseconds;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => LetGo();

    private void KeepFailures(AttachedProcess process)
    {
        _failedReads += process.FailedReads;
        _firstFailure ??= process.FirstFailure;
    }

    /// <summary>It is there, and nothing of it is known this time.</summary>
    private bool FailToRead()
    {
        _failedReads++;
        _reading = new Reading { Command = Record.Command, Processes = 1 };
        return IsAlive = true;
    }

    private void Take(in Reading now)
    {
        Last = Counters.Of(now, _withChildren).Or(LastWith(now.CpuTime));
        _childrenTime = Counters.OfChildren(now.Stat) ?? _childrenTime;
        Parent = now.Stat?.Parent ?? _parentAtFirst;
        Session = now.Stat?.Session ?? 0;
        // Every process that ran at all had page faults.
        long faults = now.Stat?.ChildMinorFaults ?? _childrenFaults;
        HasWaitedForNobody &= faults == 0;
        GotNothing = _isFirst || faults == _childrenFaults;
        _childrenFaults = faults;
        // Counters count from the first reading that knew them.
        Base = _isBorn ? Counters.Zero : Base.Or(Last);
        if (_isFirst)
        {
            _claimed = _isBorn ? 0 : _childrenTime;
            _markAtFirst = now.HighWater;
            _ownCpuAtFirst = _isBorn ? 0 : now.CpuTime;
        }

        _isReadAgain = !_isFirst;
        _isFirst = false;

        Record.Command = now.Command;
        _ownCpu = now.CpuTime ?? _ownCpu;
        Record.CpuTime = now.CpuTime - _ownCpuAtFirst ?? Record.CpuTime;
        Record.LastAt = now.At;
        Record.IsAlive = IsAlive;
    }

    /// <summary>
    /// It went between the reading of the clocks and its own. What it had used by then belongs to this tick: whoever waited for it may have been read before. That the clock was its own
    /// nothing proves, but for another's somebody must have got the number just after it went, and have gone as well.
    /// </summary>
    private void TakeLastClock(long? clock, long at)
    {
        if (clock is not { } cpu || _isFirst || cpu <= _ownCpu || Clock.ProcessCpu(Pid) is not null)
            return;
        Last = LastWith(cpu);
        _ownCpu = cpu;
        if (cpu - _ownCpuAtFirst is { } used && !(used <= Record.CpuTime))
            Record.CpuTime = used;
        if (!Record.IsToldToHaveEnded)
            Record.LastAt = at;
    }

    /// <summary>What it had used when last read, and what its clock has gone on since: all that is known when the clock can be read and its files no more.</summary>
    private Counters LastWith(long? clock) => Last with { Cpu = Last.Cpu + ((clock - _ownCpu) ?? 0) };

    private void TakeMemory(in Reading now)
    {
        _reading = now;
        SharesMemory = SharesMemory && Kinship.ShareMemory(Pid, _parentAtFirst);
        if (SharesMemory)
        {
            (_reading.Rss, _reading.HighWater, _reading.Memory, _reading.Smaps) = (null, null, now.Memory.WithoutMemory(), null);
            return;
        }

        // What is just ending has given back its stack, too.
        if (now.Rss is not null)
            NoteProgram(now.Stat?.StackStart ?? 0);
        // Of a process that was there before, the mark may be of before; of one that calls exec, it begins anew.
        long? mark = _isBorn || now.HighWater > _markAtFirst ? now.HighWater : null;
        Record.RaisePeak(now.Rss);
        Record.RaisePeak(mark);
        SeenPeak = Math.Max(SeenPeak ?? 0, Math.Max(now.Rss ?? 0, mark ?? 0));
    }

    /// <summary>While it is being loaded a program has no stack yet, and then one whose beginning is moved by the tables of its arguments.</summary>
    private void NoteProgram(ulong stack)
    {
        const ulong OneBeginning = 1 << 20;
        ulong first = _stackAtFirst ??= stack;
        _hasExecuted |= Math.Max(stack, first) - Math.Min(stack, first) > OneBeginning;
    }
}
