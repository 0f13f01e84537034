using System.Runtime.InteropServices;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Targets;

/// <summary>The processes of a set, from the moment at which they are taken in until nothing is left of them, and what they come to together.</summary>
/// <param name="options">What belongs to the set.</param>
/// <param name="opener">How they are opened.</param>
/// <param name="newcomers">How they are found.</param>
/// <param name="log">What is told of each.</param>
/// <param name="start">When a command was launched, before which none of them can have begun; null where none was.</param>
internal sealed class SetMembers(SetOptions options, ProcessOpener opener, Newcomers newcomers, ProcessLog log, Reading? start) : IDisposable
{
    private const int MostGenerations = 64;

    private readonly List<Member> _members = [];
    private readonly List<Member> _living = [];
    private readonly List<int> _pids = [];
    private readonly CpuClocks _clocks = new();
    private readonly RootEnds _ends = new();
    private readonly Ledger _ledger = new(options.IncludesChildren);
    private readonly TotalReading _total = new();
    private readonly ulong _bornFrom = (ulong)(Clock.Now / ProcStat.ClockTick.TotalNanoseconds);
    private long _failedReads;
    private int _ordinals;
    private bool _hasNew;

    /// <summary>Those of which something is left, in the order in which they were first seen.</summary>
    public List<Member> All => _members;

    /// <summary>Those that lived at the last reading, in the same order.</summary>
    public IReadOnlyList<Member> Living => _living;

    /// <summary>Where the end of those is told with which the set ends.</summary>
    public RootEnds Ends => _ends;

    /// <summary>How many reads failed although the process lived.</summary>
    public long FailedReads => _failedReads + _members.Sum(member => member.FailedReads);

    /// <summary>What could not be read of a later one, the first time that something could not.</summary>
    public UnreadableSource? Failure { get; private set; }

    /// <summary>Whether one of those with which the set ends lives.</summary>
    public bool HasLivingRoot => _members.Exists(static member => member is { IsRoot: true, IsAlive: true });

    /// <summary>What all have used so far; what is still open of those that ended is looked at again.</summary>
    public Counters Used => _ledger.Total(_members);

    /// <summary>Reads those that are known.</summary>
    public void Read()
    {
        _ledger.BeginRound();
        ReadClocks();
        _total.Begin(_clocks.At, _clocks.Realtime);
        _living.Clear();
        _hasNew = false;
        ReadMembers();
    }

    /// <summary>Reads one of them as it is just now, after the others. False when it lives no more.</summary>
    public bool ReadAlone(Member member)
    {
        _clocks.Read([member.Pid]);
        return member.Read(_clocks, 0);
    }

    /// <summary>The total of the tick.</summary>
    public Reading Total() => _total.End(Used, WasAlone());

    /// <summary>The end, of which nothing but counters is known.</summary>
    public Reading End() => _total.End(Used);

    /// <summary>The one of that number; null when there is none.</summary>
    public Member? Of(int pid) => _members.Find(member => member.Pid == pid);

    /// <summary>Takes in one with which the set begins.</summary>
    public Member AddFirst(AttachedProcess process)
    {
        ProcessRecord record = new()
        {
            Id = process.Id,
            Parent = 0,
            FirstAt = start?.At ?? Clock.Now,
            Command = process.Command,
            IsBorn = IsBorn(process.Id),
            WasRead = true,
        };
        Member member = Make(process, record);
        member.IsRoot = true;
        _ends.Add(process.EndDescriptor);
        log.Add(record);
        newcomers.Follow(member.Pid);
        return member;
    }

    /// <summary>Takes in a process that was found, or makes it one with which the set ends; false when it is gone, or is not the one that was meant.</summary>
    public bool Add(in Newcomer newcomer)
    {
        if (newcomer.IsRoot && Of(newcomer.Pid) is { IsRoot: false } known)
            return Promote(known);
        long moves = SideCommand.Moves;
#pragma warning disable CA2000 // The member lets go of it.
        if (opener.Open(newcomer.Pid, tellsEnd: newcomer.IsRoot, out int error) is not { } process)
            return Miss(error);
#pragma warning restore CA2000
        ProcessRecord? told = log.LivingOf(newcomer.Pid) ?? UnreadOf(process);
        ProcessRecord record = told ?? new ProcessRecord { Id = process.Id, Parent = newcomer.Parent, FirstAt = Clock.Now, IsBorn = IsBorn(process.Id) };
        (record.Id, record.WasRead) = (process.Id, true);
        Member member = Make(process, record);
        member.IsRoot = newcomer.IsRoot;
        bool lives = ReadAlone(member);
        // What went while it was taken hold of shows so in that not everything can be read of it any more.
        if (lives && member.Reading.Stat is null)
            lives = ReadAlone(member);
        bool? isBeside = newcomer.IsRoot || member.Parent == Environment.ProcessId ? SideCommand.Owns(member.Session, moves) : false;
        if (isBeside is null)
            newcomers.LookAgain();
        // Nothing is known of one that is gone: as of those that were never found, the kernel tells of its end. Of a process that was found in a list, the number may be another's by now.
        // One of whose end the kernel has told is accounted for, whether somebody has waited for it or not.
        bool isAccounted = told is null && !lives && log.Of(newcomer.Pid) is { IsToldToHaveEnded: true };
        if (isBeside != false || member.IsGone || isAccounted || (newcomer.Parent > 0 && told is null && member.Parent != newcomer.Parent && member.Parent != Environment.ProcessId))
        {
            record.WasRead = false;
            _members.RemoveAt(_members.Count - 1);
            _ordinals--;
            member.Dispose();
            return false;
        }

        if (told is null)
            log.Add(record);
        Failure ??= member.Unreadable.Count > 0 ? member.Unreadable[0] : null;
        if (newcomer.IsRoot)
            _ends.Add(process.EndDescriptor);
        else if (_members.Count > opener.MostHeld)
            member.LetGo();
        _hasNew = true;
        if (lives)
            Include(member);
        return true;
    }

    /// <summary>Of processes that were never read, the kernel may have told what they used. Nobody knows it otherwise, if they were not waited for.</summary>
    public void DepartUnread()
    {
        foreach (ProcessRecord record in newcomers.EndedUnread)
        {
            // One that nobody has waited for yet was found after that word, and is read like any other.
            if (record.WasRead)
                continue;
            if (!record.IsSettled)
                _ledger.Depart(Counters.Zero with { Cpu = record.CpuTime ?? 0 }, HeirOf(record.Parent));
            record.IsSettled = true;
        }

        newcomers.EndedUnread.Clear();
    }

    /// <summary>Takes the end of one that we waited for ourselves.</summary>
    public void Settle(Member member, CommandEnd end)
    {
        _ = _members.Remove(member);
        member.MarkGone();
        _ledger.Settle((options.IncludesChildren ? Counters.Of(end, member.Last) : member.Last) - member.Base);
        Remove(member);
    }

    /// <summary>Takes what one used that was never read and that we waited for ourselves.</summary>
    public void Settle(CommandEnd end) => _ledger.Settle(Counters.Of(end, Counters.Zero));

    public void Dispose()
    {
        foreach (Member member in _members)
            member.Dispose();
        _ends.Dispose();
    }

    /// <summary>One that has gone is missed by nobody. One that is there and cannot be held, for want of descriptors or of rights, makes the total unknown, and is looked for again.</summary>
    private bool Miss(int error)
    {
        if (error is Errno.NoSuchProcess or Errno.NoSuchFile)
            return false;
        _failedReads++;
        _total.AddUnknown();
        newcomers.LookAgain();
        return false;
    }

    private bool Promote(Member member)
    {
        member.BecomeRoot();
        _ends.Add(member.EndDescriptor);
        return true;
    }

    /// <summary>Of one that nobody has waited for yet, the kernel may have told already that it has ended. One that lives is another, which has got its number.</summary>
    private ProcessRecord? UnreadOf(AttachedProcess process) => log.UnreadOf(process.Id.Pid) is { } ended && !process.TryRead(out _) ? ended : null;

    private Member Make(AttachedProcess process, ProcessRecord record)
    {
        Member member = new(process, opener, record, _ordinals++, options.IncludesChildren);
        _members.Add(member);
        return member;
    }

    private bool IsBorn(ProcessId id) => start is not null || id.StartTicks >= _bornFrom;

    /// <summary>All clocks at once and before all else: other files may take long to read, and a rate is of one span of time.</summary>
    private void ReadClocks()
    {
        _pids.Clear();
        foreach (Member member in _members)
            _pids.Add(member.Pid);
        _clocks.Read(CollectionsMarshal.AsSpan(_pids));
    }

    private void ReadMembers()
    {
        int kept = 0;
        for (int i = 0; i < _members.Count; i++)
        {
            Member member = _members[i];
            if (member.Read(_clocks, i))
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
        _ledger.Depart(member);
        Remove(member);
    }

    /// <summary>Who gets what a process of that parent used: the parent, or the grandparent if that has ended itself.</summary>
    private Member? HeirOf(int parent, Member? but = null)
    {
        for (int generations = 0; generations < MostGenerations && parent > 0; generations++)
        {
            if (_members.Find(member => member.Pid == parent && member != but) is { } heir)
                return heir;
            if (log.Of(parent) is not { IsAlive: false } ended)
                return null;
            parent = ended.Parent;
        }

        return null;
    }

    private void Remove(Member member)
    {
        member.Record.IsAlive = false;
        newcomers.NoteEnd();
        _failedReads += member.FailedReads;
        Failure ??= member.FirstFailure;
        _ends.Remove(member.EndDescriptor);
        member.Dispose();
    }

    /// <summary>
    /// Whether nobody but one process was there since the tick before: told by the kernel, or else by there being nobody else now, not even a zombie, and no child that was waited for.
    /// </summary>
    private bool WasAlone() => options.IsOneProcess || newcomers.NobodyCame
        || (!newcomers.HasEvents && !_hasNew && _members.Count <= 1 && _members.TrueForAll(static member => member.GotNothing));
}
