using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Targets;

/// <summary>
/// Several processes that are recorded together: a launched command or a process with all that it forks, several PIDs, all processes of a name. Read once a
/// tick: first those that are known, parents before their children, then those that have come. Only the sampling thread may use it.
/// </summary>
public sealed class ProcessSet : RecordingTarget
{
    // News of an end may come a little after the end.
    private const long Patience = 5_000_000_000;
    private const int MostGenerations = 64;

    private readonly SetOptions _options;
    private readonly LaunchedCommand? _command;
    private readonly ProcessOpener _opener;
    private readonly Newcomers _newcomers;
    private readonly Newcomers.Taker _add;
    private readonly List<Member> _members = [];
    private readonly List<Member> _living = [];
    private readonly ProcessLog _log = new();
    private readonly RootEnds _ends = new();
    private readonly Ledger _ledger;
    private readonly TotalReading _total = new();
    private readonly Reading? _start;
    private readonly ulong _bornFrom;

    // Children that we had before the start of the command, of a program that became us (exec in a shell): not the command's.
    private readonly HashSet<int> _strangers;
    private Member _first;
    private long _smapsRounds;
    private long _failedReads;
    private int _ordinals;
    private UnreadableSource? _laterFailure;

    private ProcessSet(SetOptions options, ProcRoot root, LaunchedCommand? command, ProcessEvents? events, Reading? start, HashSet<int> strangers)
    {
        _options = options;
        _command = command;
        _start = start;
        _strangers = strangers;
        _opener = new ProcessOpener(root);
        _ledger = new Ledger(options.IncludesChildren);
        _newcomers = new Newcomers(options, root, events, _log, adoptsOrphans: command is not null, strangers);
        _bornFrom = (ulong)(Clock.Boottime / ProcStat.ClockTick.TotalNanoseconds);
        _first = null!;
        // Made once: a tick must not.
        _add = Add;
    }

    /// <inheritdoc/>
    public override ProcessId Id => _first.Record.Id;

    /// <inheritdoc/>
    public override CommandName Command => _first.Record.Command;

    /// <inheritdoc/>
    public override bool IsOneProcess => _options.IsOneProcess;

    /// <inheritdoc/>
    public override bool KnowsEveryPeak => _opener.ResetsPeaks;

    /// <inheritdoc/>
    public override long FailedReads => _failedReads + _members.Sum(member => member.FailedReads);

    /// <inheritdoc/>
    public override SmapsReadings? Smaps => _opener.ReadsSmaps ? new(_smapsRounds, TimeSpan.FromMicroseconds(_opener.SmapsBudget.Spent / 1e3)) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<UnreadableSource> Unreadable => _first.Unreadable;

    /// <summary>Whether what its processes fork belongs to it.</summary>
    public bool IsTree => _options.IncludesChildren;

    /// <summary>How the launched command ended; null before it has, and where none was launched.</summary>
    public CommandEnd? End { get; private set; }

    /// <summary>The launched command with its arguments; null when none was launched.</summary>
    public IReadOnlyList<string>? LaunchedArguments { get; private init; }

    /// <summary>How many processes there were.</summary>
    public long Count => _log.Count;

    /// <summary>The largest processes, the largest first.</summary>
    public IReadOnlyList<ProcessRecord> Largest => _log.Largest;

    /// <summary>How often a process that matches came after all had ended.</summary>
    public long Restarts => _newcomers.Restarts.Count;

    /// <summary>Where each restart is told, from any thread.</summary>
    internal RestartLog RestartLog => _newcomers.Restarts;

    /// <summary>Whether the kernel has told of every process that was forked; otherwise those that come and go between two samples are not seen.</summary>
    public bool SeesEveryProcess => _newcomers.MissesNobody;

    internal override Reading? Start => _start;

    internal override UnreadableSource? FirstFailure => _first.FirstFailure ?? _laterFailure;

    internal override int EndDescriptor => _options.Follows ? -1 : _ends.Descriptor;

    internal override IReadOnlyList<Member> Living => _options.IsOneProcess ? [] : _living;

    /// <summary>Takes hold of running processes.</summary>
    /// <exception cref="TargetException">One of them cannot be recorded.</exception>
    public static ProcessSet Attach(IReadOnlyList<int> pids, SetOptions options, ProcRoot root)
    {
        ProcessEvents? events = options.IncludesChildren ? ProcessEvents.TryListen(root, out _) : null;
        ProcessSet set = new(options, root, null, events, null, []);
        try
        {
            TargetException? refusal = null;
            foreach (int pid in pids)
                refusal = set.TryAddFirst(pid, root) ?? refusal;
            // Of those that were found by a pattern, some may have ended meanwhile.
            return refusal is not null && (options.Pattern is null || set._members.Count == 0) ? throw refusal : set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Starts a command and takes hold of it.</summary>
    /// <param name="argv">The command and its arguments.</param>
    /// <param name="variables">What is added to its environment.</param>
    /// <param name="options">Whether its children belong to the set.</param>
    /// <param name="root">Where the proc file system is.</param>
    /// <param name="command">The command, which this object does not let go of.</param>
    /// <exception cref="LaunchException">It cannot be started.</exception>
    public static ProcessSet Launch(
        IReadOnlyList<string> argv, IReadOnlyDictionary<string, string> variables, SetOptions options, ProcRoot root, out LaunchedCommand command)
    {
        ProcessEvents? events = options.IncludesChildren ? ProcessEvents.TryListen(root, out _) : null;
        // Ours are the command and the orphans below it: told from the very first fork.
        events?.Follow(Environment.ProcessId);
        if (options.IncludesChildren)
            _ = LaunchedCommand.AdoptOrphans();
        HashSet<int> strangers = OwnChildren(root);
        Reading start = Reading.Zero with { At = Clock.Monotonic, Realtime = Clock.Realtime };
        try
        {
            command = LaunchedCommand.Start(argv, variables);
        }
        catch
        {
            events?.Dispose();
            throw;
        }

        ProcessSet set = new(options, root, command, events, start, strangers) { LaunchedArguments = argv };
        // Its folder stays until we wait for it, even if it has ended already.
        AttachedProcess process = set._opener.Open(command.Pid, tellsEnd: true, out int error)
            ?? throw new IOException($"process {command.Pid}, which was just started: {Errno.Describe(error)}", error);
        set.AddFirst(process);
        return set;
    }

    /// <summary>The same as for one process: of each that belongs to the set and may be.</summary>
    /// <exception cref="TargetException">It may not be of one with which the set begins.</exception>
    public void KnowEveryPeak()
    {
        foreach (Member member in _members)
            member.KnowEveryPeak();
        _opener.ResetsPeaks = true;
    }

    /// <summary>The same, without anybody's refusal being an error; whether it may be of the first.</summary>
    public bool TryKnowEveryPeak()
    {
        try
        {
            KnowEveryPeak();
            return true;
        }
        catch (TargetException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Open(IReadOnlyCollection<RawSource> sources, double smapsShare)
    {
        // Only now: a launched command must not inherit it.
        _opener.Choose(sources, smapsShare, OpenFileLimit.Raise());
        foreach (Member member in _members)
            member.OpenAnew();
    }

    /// <inheritdoc/>
    public override bool TryRead(out Reading reading)
    {
        // First, because it may take a while after a burst, and what is read belongs to the moment that is told.
        _newcomers.TakeEvents();
        long now = Clock.Monotonic;
        _ledger.BeginRound();
        _total.Begin(now, Clock.Realtime);
        _opener.SmapsBudget.BeginRound(now);
        _living.Clear();
        ReadMembers();
        TakeOrphans();
        _newcomers.Find(_members, now, _add);
        DepartUnread();
        _smapsRounds += _opener.SmapsBudget.EndRound() ? 1 : 0;
        _log.Sweep(now - Patience);

        bool isOver = !_options.Follows && !_members.Exists(member => member is { IsRoot: true, IsAlive: true });
        CommandEnd? end = isOver ? TakeEnd() : null;
        reading = isOver ? _total.End(_ledger.Total(_members)) : _total.End(_ledger.Total(_members), WasAlone());
        if (isOver && IsOneProcess)
            reading.Command = Command;
        if (end is { } command)
            TakePeak(command, ref reading);
        return !isOver;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Member member in _members)
            member.Dispose();
        _newcomers.Dispose();
        _ends.Dispose();
    }

    internal override bool IsOver() => _ends.AreAll();

    private static HashSet<int> OwnChildren(ProcRoot root)
    {
        using Descendants descendants = new(root);
        List<Child> children = [];
        descendants.FindChildren([Environment.ProcessId], children);
        return [.. children.Select(child => child.Pid)];
    }

    private TargetException? TryAddFirst(int pid, ProcRoot root)
    {
        try
        {
            AddFirst(AttachedProcess.Attach(pid, root));
            return null;
        }
        catch (TargetException refusal)
        {
            return refusal;
        }
    }

    private void AddFirst(AttachedProcess process)
    {
        ProcessRecord record = new()
        {
            Id = process.Id,
            Parent = 0,
            FirstAt = _start?.At ?? Clock.Monotonic,
            Command = process.Command,
            IsBorn = IsBorn(process.Id),
            WasRead = true,
        };
        Member member = Make(process, record);
        member.IsRoot = true;
        _first ??= member;
        _ends.Add(process.EndDescriptor);
        _log.Add(record);
        _newcomers.Follow(member.Pid);
    }

    private Member Make(AttachedProcess process, ProcessRecord record)
    {
        Member member = new(process, _opener, record, _ordinals++, _options.IncludesChildren);
        _members.Add(member);
        return member;
    }

    private bool IsBorn(ProcessId id) => _command is not null || id.StartTicks >= _bornFrom;

    /// <summary>Takes in a process that was found; false when it is gone, or is not the one that was meant.</summary>
    private bool Add(in Newcomer newcomer)
    {
#pragma warning disable CA2000 // The member lets go of it.
        if (_opener.Open(newcomer.Pid, tellsEnd: newcomer.IsRoot, out int error) is not { } process)
            return Miss(error);
#pragma warning restore CA2000
        ProcessRecord? told = _log.LivingOf(newcomer.Pid);
        ProcessRecord known = told ?? new ProcessRecord { Id = process.Id, Parent = newcomer.Parent, FirstAt = Clock.Monotonic, IsBorn = IsBorn(process.Id) };
        (known.Id, known.WasRead) = (process.Id, true);
        Member member = Make(process, known);
        member.IsRoot = newcomer.IsRoot;
        bool lives = member.Read();
        // What went while it was taken hold of shows so in that not everything can be read of it any more.
        if (lives && member.Reading.Stat is null)
            lives = member.Read();
        // Nothing is known of one that is gone: as of those that were never found, the kernel tells of its end. Of a process that was found in a list, the number may be another's by now.
        if (member.IsGone || (newcomer.Parent > 0 && told is null && member.Parent != newcomer.Parent && member.Parent != Environment.ProcessId))
        {
            known.WasRead = false;
            _members.RemoveAt(_members.Count - 1);
            _ordinals--;
            member.Dispose();
            return false;
        }

        if (told is null)
            _log.Add(known);
        _laterFailure ??= member.Unreadable.Count > 0 ? member.Unreadable[0] : null;
        if (newcomer.IsRoot)
            _ends.Add(process.EndDescriptor);
        else if (_members.Count > _opener.MostHeld)
            member.LetGo();
        if (lives)
            Include(member);
        return true;
    }

    /// <summary>One that has gone is missed by nobody. One that is there and cannot be held, for want of descriptors or of rights, makes the total unknown, and is looked for again.</summary>
    private bool Miss(int error)
    {
        if (error is Errno.NoSuchProcess or Errno.NoSuchFile)
            return false;
        _failedReads++;
        _total.AddUnknown();
        _newcomers.LookAgain();
        return false;
    }

    private void ReadMembers()
    {
        int kept = 0;
        for (int i = 0; i < _members.Count; i++)
        {
            Member member = _members[i];
            if (member.Read())
                Include(member);
            if (member.IsGone)
                Depart(member);
            else
                _members[kept++] = member;
        }

        _members.RemoveRange(kept, _members.Count - kept);
    }

    private void Include(Member member)
    {
        if (member.Reading.IsEnding)
            return;
        _living.Add(member);
        _total.Add(member);
    }

    private void Depart(Member member)
    {
        member.Heir = HeirOf(member.Parent, member);
        _ledger.Depart(member.Final, member.Base, member.Heir);
        Remove(member);
    }

    /// <summary>Who gets what a process of that parent used: the parent, or the grandparent if that has ended itself.</summary>
    private Member? HeirOf(int parent, Member? but = null)
    {
        for (int generations = 0; generations < MostGenerations && parent > 0; generations++)
        {
            if (_members.Find(member => member.Pid == parent && member != but) is { } heir)
                return heir;
            if (_log.Of(parent) is not { IsAlive: false } ended)
                return null;
            parent = ended.Parent;
        }

        return null;
    }

    /// <summary>Of processes that were never read, the kernel may have told what they used. Nobody knows it otherwise, if they were not waited for.</summary>
    private void DepartUnread()
    {
        foreach (ProcessRecord record in _newcomers.EndedUnread)
        {
            if (!record.IsSettled)
                _ledger.Depart(Counters.Zero with { Cpu = record.CpuTime ?? 0 }, Counters.Zero, HeirOf(record.Parent));
            record.IsSettled = true;
        }

        _newcomers.EndedUnread.Clear();
    }

    private void Remove(Member member)
    {
        member.Record.IsAlive = false;
        _newcomers.NoteEnd();
        _failedReads += member.FailedReads;
        _laterFailure ??= member.FirstFailure;
        _ends.Remove(member.EndDescriptor);
        member.Dispose();
    }

    /// <summary>
    /// Whose parents ended are ours to wait for; all that they used is then known. We may get others as well, which only must not stay: children of before the command, and, as the first process
    /// of a PID namespace, those of a command that is recorded alone.
    /// </summary>
    private void TakeOrphans()
    {
        while (_command?.TryTakeOrphan(out int pid) == true)
            TakeOrphan(_command, pid);
    }

    private void TakeOrphan(LaunchedCommand command, int pid)
    {
        Member? member = _members.Find(member => member.Pid == pid);
        ProcessRecord? record = member?.Record ?? _log.Of(pid);
        // What it got from its own children is settled before it goes.
        _ = member?.Read();
        _ = _ledger.Total(_members);
        CommandEnd end = command.Reap(pid);
        if (_strangers.Remove(pid) || !IsTree)
            return;
        if (record is not null)
            (record.Exit, record.IsAlive) = (new ExitStatus(end.ExitCode, end.Signal), false);
        if (member is not null)
            Settle(member, end);
        else if (record is not { IsSettled: true })
            _ledger.Settle(Counters.Of(end, Counters.Zero));
        if (record is not null)
            record.IsSettled = true;
    }

    private CommandEnd? TakeEnd()
    {
        if (_command?.TryWait(out CommandEnd end) != true)
            return null;
        _newcomers.AwaitEnd(_first.Pid);
        End = end;
        _first.Record.Exit = new ExitStatus(end.ExitCode, end.Signal);
        // What it got from its own children is settled before it goes.
        _ = _ledger.Total(_members);
        if (_members.Contains(_first))
            Settle(_first, end);
        return end;
    }

    private void Settle(Member member, CommandEnd end)
    {
        _ = _members.Remove(member);
        member.MarkGone();
        _ledger.Settle((_options.IncludesChildren ? Counters.Of(end, member.Last) : member.Last) - member.Base);
        Remove(member);
    }

    /// <summary>If there never was another process, the highest RSS that the kernel tells at the end is this one's, and if it is higher than all that was seen, it was after that.</summary>
    private void TakePeak(CommandEnd end, ref Reading reading)
    {
        if (_log.Count > 1 || !_first.HasWaitedForNobody)
            return;
        _first.Record.RaisePeak(end.PeakRss);
        if (_first.Record.PeakRss is not { } peak || peak <= _first.SeenPeak)
            return;
        reading.HighWater = peak;
        reading.IsMarkFresh = true;
        reading.Command = _first.Record.Command;
    }

    private bool WasAlone() => _options.IsOneProcess || _newcomers.NobodyCame || (!_newcomers.HasEvents && _living.TrueForAll(member => member.GotNothing));
}
