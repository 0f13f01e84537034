namespace MemoryTracker.Targets;

/// <summary>
/// What all processes of a set have used since the recording began, those included that have ended, and nothing twice. Of a process that is waited for its parent gets
/// all that it used, its children's included (cutime and cstime, fs/proc/array.c), and so even what nobody saw: children that came and went between two
/// samples. What nobody waited for (a parent that ignores SIGCHLD, one that has ended itself) is kept here as it was last known.
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
    /// <param name="member">The process, whose <see cref="Member.Heir"/> might have got it.</param>
    public void Depart(Member member) => _departed.Add(new Departed(member, default, member.Heir, _round));

    /// <summary>The same of a process that was never read.</summary>
    /// <param name="used">What it used, as far as the kernel has told.</param>
    /// <param name="parent">Who might have got it; null for nobody who belongs to the set.</param>
    public void Depart(in Counters used, Member? parent) => _departed.Add(new Departed(null, used, parent, _round));

    /// <summary>Takes what a process used that we waited for ourselves and of which we therefore know all.</summary>
    public void Settle(in Counters used) => _settled += used;

    /// <summary>The total as it is now; it never falls.</summary>
    public Counters Total(List<Member> members)
    {
        Review();
        Counters sum = _settled;
        foreach (Member member in members)
            sum += member.Used;
        foreach (Departed departed in _departed)
            sum += departed.Last - departed.Before;
        sum = sum.AtLeast(_highest);
        _highest = sum.Or(_highest);
        return sum;
    }

    private void Review()
    {
        // One pass, also over the thousands that a burst leaves behind.
        int kept = 0;
        for (int i = 0; i < _departed.Count; i++)
        {
            if (!TrySettle(_departed[i]))
                _departed[kept++] = _departed[i];
        }

        _departed.RemoveRange(kept, _departed.Count - kept);
    }

    private bool TrySettle(in Departed departed)
    {
        Member? heir = Living(departed.Parent);
        // The heir may have been read just before the process ended, and the kernel's word of what it used may be on its way: one more round tells.
        bool isEarly = departed.Round == _round;
        bool isWaitedFor = heir is not null && !heir.IgnoresChildren() && (!withChildren || (!(isEarly && heir.GotNothing) && heir.TryClaim(departed.Last.Cpu ?? 0, Coarseness)));
        if (!isWaitedFor && isEarly)
            return false;
        _settled += (isWaitedFor ? departed.Last.NotPassedOn(withChildren) : departed.Last) - departed.Before;
        return true;
    }

    /// <summary>What a process used that ended together with its parent is the grandparent's, if anybody's.</summary>
    private static Member? Living(Member? heir)
    {
        while (heir is { IsGone: true })
            heir = heir.Heir;
        return heir;
    }

    private readonly record struct Departed(Member? Member, Counters Told, Member? Parent, long Round)
    {
        /// <summary>What it had used in the end, as far as that is known by now.</summary>
        public Counters Last => Member?.Final ?? Told;

        /// <summary>What of it was before the recording.</summary>
        public Counters Before => Member?.Base ?? Counters.Zero;
    }
}
