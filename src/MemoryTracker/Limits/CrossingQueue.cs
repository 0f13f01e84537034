namespace MemoryTracker.Limits;

/// <summary>Crossings on their way from the sampling thread to one that may wait: a ring of fixed size, which each of both threads moves one end of.</summary>
internal sealed class CrossingQueue
{
    private const int Capacity = 256;

    private readonly LimitCrossing[] _places = new LimitCrossing[Capacity];
    private long _added;
    private long _taken;
    private long _lost;

    /// <summary>How many found no room.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Adds one, or counts it as lost where it finds no room.</summary>
    public void Add(in LimitCrossing crossing)
    {
        if (_added - Volatile.Read(ref _taken) == Capacity)
        {
            Volatile.Write(ref _lost, _lost + 1);
            return;
        }

        _places[_added % Capacity] = crossing;
        Volatile.Write(ref _added, _added + 1);
    }

    /// <summary>Takes the oldest; false when there is none.</summary>
    public bool TryTake(out LimitCrossing crossing)
    {
        crossing = default;
        if (_taken == Volatile.Read(ref _added))
            return false;
        crossing = _places[_taken % Capacity];
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
