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

    private readonly SetOptions _options;
    private readonly LaunchedCommand? _command;
    private readonly Orphans? _orphans;
    private readonly ProcessOpener _opener;
    private readonly Newcomers _newcomers;
    private readonly Newcomers.Taker _add;
    private readonly ProcessLog _log = new();
    private readonly SetMembers _members;
    private readonly Reading? _start;
    private Member _first = null!;
    private long _smapsRounds;

    private ProcessSet(SetOptions options, ProcRoot root, LaunchedCommand? command, ProcessEvents? events, Reading? start, HashSet<int> strangers)
    {
        _options = options;
        _command = command;
        _orphans = command is null ? null : new Orphans(command, strangers, root, options.IncludesChildren);
        _start = start;
        _opener = new ProcessOpener(root);
        _newcomers = new Newcomers(options, root, events, _log, adoptsOrphans: command is not null, strangers);
        _members = new SetMembers(options, _opener, _newcomers, _log, start);
        // Made once: a tick must not.
        _add = _members.Add;
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
    public override long FailedReads => _members.FailedReads;

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

    internal override UnreadableSource? FirstFailure => _first.FirstFailure ?? _members.Failure;

    internal override int EndDescriptor => _options.Follows ? -1 : _members.Ends.Descriptor;

    internal override IReadOnlyList<Member> Living => _options.IsOneProcess ? [] : _members.Living;

    /// <summary>Takes hold of running processes.</summary>
    /// <exception cref="TargetException">One of them cannot be recorded.</exception>
    public static ProcessSet Attach(IReadOnlyList<int> pids, SetOptions options, ProcRoot root)
    {
        ProcessEvents? events = options.IncludesChildren ? ProcessEvents.TryListen(root, out _) : null;
        ProcessSet set = new(options, root, null, events, null, []);
        try
        {
            TargetException? refusal = null;
            // Parents are read before their children, in whatever order they were asked for.
            foreach (int pid in pids.OrderBy(pid => root.StatOf(pid)?.StartTicks ?? ulong.MaxValue))
                refusal = set.TryAddFirst(pid, root) ?? refusal;
            set._first = set._members.Of(pids[0]) ?? set._first;
            // Of those that were found by a pattern, some may have ended meanwhile.
            return refusal is not null && (options.Pattern is null || set._members.All.Count == 0) ? throw refusal : set;
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
        // So that the command is told of from its very first fork.
        events?.Follow(Environment.ProcessId);
        if (options.IncludesChildren)
            _ = LaunchedCommand.AdoptOrphans();
        HashSet<int> strangers = OwnChildren(root);
        Reading start = Reading.Zero with { At = Clock.Now, Realtime = Clock.Realtime };
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
        try
        {
            set.AddFirst(set.OpenLaunched(command.Pid));
        }
        catch
        {
            set.Dispose();
            throw;
        }

        // Whatever else we start is none of it, and orphans that become our children are followed for themselves.
        events?.Unfollow(Environment.ProcessId);
        return set;
    }

    /// <summary>The same as for one process: of each that belongs to the set and may be.</summary>
    /// <exception cref="TargetException">It may not be of one with which the set begins.</exception>
    public void KnowEveryPeak()
    {
        foreach (Member member in _members.All)
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
        foreach (Member member in _members.All)
            member.OpenAnew();
    }

    /// <inheritdoc/>
    public override bool TryRead(out Reading reading)
    {
        // First, because it may take a while after a burst, and what is read belongs to the moment that is told.
        _newcomers.TakeEvents();
        long now = Clock.Now;
        _opener.SmapsBudget.BeginRound(now);
        _members.Read();
        _orphans?.Take(_members, _log);
        _newcomers.Find(_members.All, now, _add);
        _members.DepartUnread();
        _smapsRounds += _opener.SmapsBudget.EndRound() ? 1 : 0;
        _log.Sweep(now - Patience);

        bool isOver = !_options.Follows && !_members.HasLivingRoot;
        reading = isOver ? TakeEnd() : _members.Total();
        return !isOver;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _first?.Dispose();
        _members.Dispose();
        _newcomers.Dispose();
    }

    internal override bool IsOver() => _members.Ends.AreAll();

    internal override int LivingPid => (_first.IsAlive ? _first : _members.All.Find(static member => member is { IsRoot: true, IsAlive: true }) ?? _first).Pid;

    internal override SignalOutcome Send(int signal)
    {
        SignalOutcome outcome = default;
        foreach (Member member in _members.All)
        {
            // One that is just ending is missed by nobody.
            if (member.IsRoot && member.Send(signal) is { Error: not Errno.NoSuchProcess } sent)
                outcome = outcome.And(sent);
        }

        return outcome == default ? SignalOutcome.Failure(_first.Pid, Errno.NoSuchProcess) : outcome;
    }

    private static HashSet<int> OwnChildren(ProcRoot root)
    {
        using Descendants descendants = new(root);
        List<Child> children = [];
        descendants.FindChildren([Environment.ProcessId], children);
        return [.. children.Select(child => child.Pid)];
    }

    /// <summary>Its folder stays until we wait for it, even if it has ended already.</summary>
    private AttachedProcess OpenLaunched(int pid) => _opener.Open(pid, tellsEnd: true, out int error)
        ?? throw new IOException($"process {pid}, which was just started: {Errno.Describe(error)}", error);

    private void AddFirst(AttachedProcess process)
    {
        Member member = _members.AddFirst(process);
        _first ??= member;
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

    private Reading TakeEnd()
    {
        CommandEnd end = default;
        if (_command?.TryWait(out end) == true)
            Settle(end);
        Reading reading = _members.End();
        if (IsOneProcess)
            reading.Command = Command;
        if (End is not null)
            TakePeak(end, ref reading);
        return reading;
    }

    private void Settle(CommandEnd end)
    {
        _newcomers.AwaitEnd(_first.Pid);
        End = end;
        _first.Record.Exit = end.Exit;
        // What it got from its own children is settled before it goes.
        _ = _members.Used;
        if (_members.All.Contains(_first))
            _members.Settle(_first, end);
    }

    /// <summary>
    /// If there never was another process, the highest RSS that the kernel tells at the end is this one's, and if it is higher than all that was seen, it was after that; unless it was that of
    /// a former program, which wait4(2) tells as well.
    /// </summary>
    private void TakePeak(CommandEnd end, ref Reading reading)
    {
        if (_log.Count > 1 || !_first.HasWaitedForNobody)
            return;
        _first.Record.RaisePeak(end.PeakRss);
        if (_first.MayHaveExecuted || _first.Record.PeakRss is not { } peak || peak <= _first.SeenPeak)
            return;
        reading.HighWater = peak;
        reading.IsMarkFresh = true;
        reading.Command = _first.Record.Command;
    }
}
