namespace MemoryTracker.Targets;

/// <summary>
/// Keeps readings that cost much to a share of the time. Each must have been paid for by the time since it before the next is made, and the next, taken to cost as
/// much, must fit into all the time since the first: so the share holds both from reading to reading and over the whole. Pure arithmetic on nanoseconds that the caller
/// reads off a clock.
/// </summary>
/// <param name="share">The share of the time that readings may take: 0.01 for 1 %.</param>
internal sealed class ReadBudget(double share)
{
    private long? _firstAt;
    private long _lastStart;
    private long _lastCost;
    private bool? _round;
    private long _roundStart;
    private long _roundCost;

    /// <summary>How long all readings took, in nanoseconds.</summary>
    public long Spent { get; private set; }

    /// <summary>Whether a reading may be made now; the first always may.</summary>
    public bool Allows(long now) => _round ?? (_firstAt is not { } first
        || (_lastCost <= share * (now - _lastStart) && Spent + _lastCost <= share * (now - first)));

    /// <summary>Takes the readings until <see cref="EndRound"/> for one: all of them may be made or none, because the sum of some of them would be no sum.</summary>
    public void BeginRound(long now)
    {
        _round = Allows(now);
        _roundStart = now;
        _roundCost = 0;
    }

    /// <summary>Ends the round; whether its readings might be made.</summary>
    public bool EndRound()
    {
        bool wasAllowed = _round == true;
        _round = null;
        if (wasAllowed)
            Spend(_roundStart, _roundStart + _roundCost);
        return wasAllowed;
    }

    /// <summary>Notes a reading.</summary>
    public void Spend(long start, long end)
    {
        if (_round is not null)
        {
            _roundCost += end - start;
            return;
        }

        _firstAt ??= start;
        _lastStart = start;
        _lastCost = end - start;
        Spent += _lastCost;
    }
}
