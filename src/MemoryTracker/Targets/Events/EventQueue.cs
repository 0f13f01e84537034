namespace MemoryTracker.Targets.Events;

/// <summary>What waits for the recording thread, up to a limit.</summary>
internal sealed class EventQueue
{
    /// <summary>The most that wait: at 10,000 forks a second some two seconds' worth.</summary>
    public const int Capacity = 65_536;

    private readonly Lock _gate = new();
    private readonly List<ProcessEvent> _events = [];
    private bool _isLossUntold;
    private long _lost;

    /// <summary>How many did not find room, and how often the kernel lost some of which nobody knows how many.</summary>
    public long Lost
    {
        get
        {
            lock (_gate)
                return _lost;
        }
    }

    /// <summary>Leaves what has come; what finds no room is lost.</summary>
    public void Add(ReadOnlySpan<ProcessEvent> events)
    {
        lock (_gate)
        {
            int fitting = Math.Min(events.Length, Capacity - _events.Count);
            _events.AddRange(events[..fitting]);
            if (fitting < events.Length)
                Lose(events.Length - fitting);
        }
    }

    /// <summary>Says that the kernel has lost some.</summary>
    public void AddLoss()
    {
        lock (_gate)
            Lose(1);
    }

    /// <summary>Adds what waits to a list; false when something was lost since the last call.</summary>
    public bool Take(List<ProcessEvent> into)
    {
        lock (_gate)
        {
            into.AddRange(_events);
            _events.Clear();
            bool isComplete = !_isLossUntold;
            _isLossUntold = false;
            return isComplete;
        }
    }

    private void Lose(long count)
    {
        _lost += count;
        _isLossUntold = true;
    }
}
