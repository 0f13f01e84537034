using System.Runtime.InteropServices;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Events;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Targets;

/// <summary>
/// Finds what has come to belong to a set: from the kernel's events where it sends them, else, whenever anybody was forked on the machine, from the lists of
/// children; and what matches a pattern.
/// </summary>
internal sealed class Newcomers : IDisposable
{
    private const long LongestPause = 5_000_000_000;
    private const int MostPauses = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SetOptions _options;
    private readonly ProcessEvents? _events;
    private readonly ProcessLog _log;
    private readonly bool _adoptsOrphans;
    private readonly IReadOnlySet<int> _strangers;
    private readonly Births _births;
    private readonly Descendants? _descendants;
    private readonly ProcessFinder? _finder;
    private readonly Births _birthsOfMatches;
    private readonly List<ProcessEvent> _told = [];
    private readonly List<Newcomer> _forked = [];
    private readonly List<int> _parents = [];
    private readonly HashSet<int> _known = [];
    private readonly List<Child> _children = [];
    private bool _mustLook = true;
    private bool _hasLost;
    private bool _hasEnded;
    private bool _hadEnded;
    private long _lastLook;

    /// <param name="options">What belongs to the set.</param>
    /// <param name="root">Where the proc file system is.</param>
    /// <param name="events">What the kernel tells, which this object lets go of; null where it does not.</param>
    /// <param name="log">What is told of each process.</param>
    /// <param name="adoptsOrphans">Whether processes whose parents ended become our children.</param>
    /// <param name="strangers">Children of ours that do not belong to the set.</param>
    public Newcomers(SetOptions options, ProcRoot root, ProcessEvents? events, ProcessLog log, bool adoptsOrphans, IReadOnlySet<int> strangers)
    {
        _options = options;
        _events = events;
        _log = log;
        _adoptsOrphans = adoptsOrphans;
        _strangers = strangers;
        _births = new Births(root);
        _birthsOfMatches = new Births(root);
        _descendants = options.IncludesChildren ? new Descendants(root) : null;
        _finder = options.Pattern is { } pattern && (options.TakesAll || options.Follows) ? new ProcessFinder(pattern, root) : null;
    }

    /// <summary>Takes a process into the set; false when it could not be.</summary>
    public delegate bool Taker(in Newcomer newcomer);

    /// <summary>Whether the kernel tells of every process.</summary>
    public bool HasEvents => _events is not null;

    /// <summary>Whether it has told of every one: nothing was lost of what it told.</summary>
    public bool MissesNobody => _events is { Lost: 0 };

    /// <summary>Whether it is certain that nobody was forked since the tick before.</summary>
    public bool NobodyCame { get; private set; }

    /// <summary>Those that have ended without ever having been read.</summary>
    public List<ProcessRecord> EndedUnread { get; } = [];

    /// <summary>When a process that matches came after all had ended.</summary>
    public RestartLog Restarts { get; } = new();

    /// <summary>What this process forks belongs to the set.</summary>
    public void Follow(int pid) => _events?.Follow(pid);

    /// <summary>Notes that a process of the set has ended.</summary>
    public void NoteEnd() => _hasEnded = true;

    /// <summary>At the next tick all are looked for, whatever the kernel tells.</summary>
    public void LookAgain() => _mustLook = true;

    /// <summary>Notes what the kernel has told since the tick before.</summary>
    public void TakeEvents()
    {
        _told.Clear();
        _forked.Clear();
        if (_events is null)
            return;
        bool isAll = _events.Take(_told);
        _mustLook |= !isAll;
        _hasLost |= !isAll;
        NobodyCame = isAll && !_mustLook;
        foreach (ref readonly ProcessEvent told in CollectionsMarshal.AsSpan(_told))
            Note(told);
    }

    /// <summary>Waits a moment for the kernel's word of an end: what it told before is then known, too, of every short-lived process.</summary>
    public void AwaitEnd(int pid)
    {
        for (int i = 0; i < MostPauses && HasEvents && _log.Of(pid) is { IsToldToHaveEnded: false }; i++)
        {
            Thread.Sleep(Pause);
            TakeEvents();
        }
    }

    /// <summary>Finds those that have come, and gives them to the set.</summary>
    public void Find(List<Member> members, long now, Taker take)
    {
        foreach (ref readonly Newcomer forked in CollectionsMarshal.AsSpan(_forked))
        {
            // Of several that had one number, one after another, the last one may live.
            if (_log.LivingOf(forked.Pid) is { WasRead: false })
                _ = take(forked);
        }

        if (_descendants is not null && (_mustLook || (_events is null && MayHaveForked())))
            Look(members, _descendants, take);
        else if (_events is null)
            NobodyCame = _descendants is not null;
        if (_hasLost)
            ForgetUnread();
        if (_finder is not null)
            FindMatches(members, now, _finder, take);
    }

    public void Dispose()
    {
        _events?.Dispose();
        _births.Dispose();
        _birthsOfMatches.Dispose();
        _descendants?.Dispose();
        _finder?.Dispose();
    }

    /// <summary>The kernel hands numbers out in rounds, and the last one may be what it was before: whose child has ended, may well have a new one.</summary>
    private bool MayHaveForked()
    {
        bool mayHave = _births.AreNew() | _hasEnded | _hadEnded;
        (_hadEnded, _hasEnded) = (_hasEnded, false);
        return mayHave;
    }

    private void Note(in ProcessEvent told)
    {
        ProcessRecord? record = _log.Of(told.Pid);
        switch (told.Kind)
        {
            // One that was seen after its fork was found before the kernel's word of it came, also if it has ended since.
            case ProcessEventKind.Forked when record is not { IsAlive: true } && !(record?.LastAt >= told.At):
                NobodyCame = false;
                _log.Add(new ProcessRecord { Id = new ProcessId(told.Pid, 0), Parent = told.Parent, FirstAt = told.At, LastAt = told.At, Command = told.Command });
                _forked.Add(new Newcomer(told.Pid, told.Parent, IsRoot: false));
                break;
            case ProcessEventKind.Executed when record is not null && told.Command != default:
                record.Command = told.Command;
                break;
            case ProcessEventKind.Exited when record is not null:
                record.IsAlive = false;
                record.IsToldToHaveEnded = true;
                record.LastAt = told.At;
                record.Exit = told.WaitStatus is { } status ? ExitStatus.FromWait(status) : null;
                if (!record.WasRead)
                    EndedUnread.Add(record);
                break;
            case ProcessEventKind.Accounted when record is not null:
                record.Account(told.PeakRss, told.CpuTime, told.Command);
                break;
        }
    }

    /// <summary>After something was lost, the word of their end may have been part of it: who lives has been read by now.</summary>
    private void ForgetUnread()
    {
        _hasLost = false;
        foreach (ProcessRecord record in _log.LivingUnread)
        {
            record.IsAlive = false;
            EndedUnread.Add(record);
        }
    }

    /// <summary>Level by level: the children of all that are known, theirs, and so on.</summary>
    private void Look(List<Member> members, Descendants descendants, Taker take)
    {
        NobodyCame = false;
        _mustLook = false;
        _parents.Clear();
        _known.Clear();
        _ = _known.Add(Environment.ProcessId);
        if (_adoptsOrphans)
            _parents.Add(Environment.ProcessId);
        foreach (Member member in members)
        {
            _parents.Add(member.Pid);
            _ = _known.Add(member.Pid);
        }

        while (_parents.Count > 0)
        {
            _children.Clear();
            descendants.FindChildren(CollectionsMarshal.AsSpan(_parents), _children);
            _parents.Clear();
            foreach (Child child in _children)
            {
                if (_known.Contains(child.Pid) || _strangers.Contains(child.Pid))
                    continue;
                // Before its children are listed: none can be missed between.
                Follow(child.Pid);
                if (!take(new Newcomer(child.Pid, child.Parent, IsRoot: false)))
                    continue;
                _parents.Add(child.Pid);
                _ = _known.Add(child.Pid);
            }
        }
    }

    private void FindMatches(List<Member> members, long now, ProcessFinder finder, Taker take)
    {
        bool isNoneLeft = !members.Exists(member => member is { IsRoot: true, IsAlive: true });
        if (!_options.TakesAll && !isNoneLeft)
            return;
        // A process gets its name by exec, which may be long after it was forked.
        if (!_birthsOfMatches.AreNew() && now - _lastLook < LongestPause)
            return;
        _lastLook = now;
        TakeMatches(members, now, isNoneLeft, finder, take);
    }

    private void TakeMatches(List<Member> members, long now, bool isNoneLeft, ProcessFinder finder, Taker take)
    {
        foreach (FoundProcess found in finder.Find(id => members.Exists(member => member.IsRoot && member.Record.Id == id)))
        {
            Follow(found.Id.Pid);
            if (!take(new Newcomer(found.Id.Pid, 0, IsRoot: true)))
                continue;
            if (isNoneLeft)
                Restarts.Add(now, found);
            isNoneLeft = false;
            _mustLook = _descendants is not null;
            if (!_options.TakesAll)
                break;
        }
    }
}
