namespace MemoryTracker.Targets;

/// <summary>
/// What all processes of a set have used since the recording began, those included that have ended, and nothing twice. Of a process that is waited for its parent gets
/// all that it used, its children's included (cutime and cstime, fs/proc/array.c), and so even what nobody saw: children that came and went between two
/// samples. What nobody waited for (a parent that ignores SIGCHLD, one that has ended itself) is kept here as it was last seen.
/// </summary>
/// <param name="withChildren">Whether what a process got from its children counts.</param>
internal sealed class Ledger(bool withChildren)
{
    // A parent's times are told in two numbers of whole ticks of 10 ms each.
    private const long Coarseness = 20_000_000;

    private readonly List<Departed> _departed = [];
    private Counters _settled = Counters.Zero;
    private Counters _highest = Counters.Zero;
    private long _round;

    /// <summary>Begins a round of reading all members.</summary>
    public void BeginRound() => _round++;

    /// <summary>Takes a process that is gone. Whether its parent got what it used shows in the parent, at once or when that is read the next time.</summary>
    public void Depart(Member member, Member? parent)
    {
        member.Heir = parent;
        _departed.Add(new Departed(member, _round));
    }

    /// <summary>Takes a process that we waited for ourselves and of which we therefore know all.</summary>
    public void Settle(Member member, in Counters final) => _settled += final - member.Base;

    /// <summary>Takes what a process used that nobody saw before it was waited for.</summary>
    public void Settle(in Counters used) => _settled += used;

    /// <summary>The total as it is now; it never falls.</summary>
    public Counters Total(List<Member> members)
    {
        Review();
        Counters sum = _settled;
        foreach (Member member in members)
            sum += member.Used;
        foreach (Departed departed in _departed)
            sum += departed.Member.Used;
        sum = sum.AtLeast(_highest);
        _highest = sum.Or(_highest);
        return sum;
    }

    private void Review()
    {
        for (int i = 0; i < _departed.Count; i++)
        {
            if (TrySettle(_departed[i]))
                _departed.RemoveAt(i--);
        }
    }

    private bool TrySettle(Departed departed)
    {
        Member member = departed.Member;
        Member? heir = LivingHeir(member);
        bool isWaitedFor = heir is not null && !heir.IgnoresChildren() && (!withChildren || heir.TryClaim(member.Last.Cpu ?? 0, Coarseness));
        // The heir may have been read just before the process ended: one more reading tells.
        if (!isWaitedFor && heir is not null && departed.Round == _round)
            return false;
        _settled += isWaitedFor ? member.Last.NotPassedOn(withChildren) - member.Base : member.Used;
        return true;
    }

    /// <summary>What a process used that ended together with its parent is the grandparent's, if anybody's.</summary>
    private static Member? LivingHeir(Member member)
    {
        while (member.Heir is { IsGone: true } gone)
            member.Heir = gone.Heir;
        return member.Heir;
    }

    private readonly record struct Departed(Member Member, long Round);
}
