using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The processes of a recording of several, told apart from their rows: a PID that was missing at a tick and comes again is another process.</summary>
/// <param name="metrics">What their rows have.</param>
internal sealed class RecordedProcesses(MetricSet metrics)
{
    // No machine has more, and a damaged file must not take all memory.
    private const int MostOfATick = 1 << 16;

    private readonly Dictionary<int, Process> _known = [];
    private readonly List<Figures> _rows = [];
    private long _tick;
    private int _seen;

    /// <summary>Those of the tick, in the order in which they were first seen.</summary>
    public IReadOnlyList<Figures> Rows => _rows;

    /// <summary>Begins a tick, in which nobody is there yet.</summary>
    public void Begin()
    {
        _tick++;
        if (_known.Count > 64 + (2 * _rows.Count))
            Forget();
        _rows.Clear();
    }

    /// <summary>Takes the row of a process that is there at the tick; false for a second one of its PID, and when there are far too many.</summary>
    public bool TryAdd(Figures row)
    {
        int pid = row.Pid!.Value;
        bool isKnown = _known.TryGetValue(pid, out Process? process) && process.Tick >= _tick - 1;
        if ((isKnown && process!.Tick == _tick) || _rows.Count == MostOfATick)
            return false;
        if (!isKnown)
            _known[pid] = process = new Process(new Figures { Pid = pid, Ordinal = _seen++ });
        process!.Tick = _tick;
        row.CopyTo(process.Row, metrics);
        _rows.Add(process.Row);
        return true;
    }

    /// <summary>Ends the tick.</summary>
    public void End()
    {
        // A recorder writes them in this order; somebody may have sorted the file.
        for (int i = 1; i < _rows.Count; i++)
        {
            if (_rows[i].Ordinal > _rows[i - 1].Ordinal)
                continue;
            _rows.Sort(static (one, other) => one.Ordinal.CompareTo(other.Ordinal));
            return;
        }
    }

    private void Forget()
    {
        foreach ((int pid, Process process) in _known)
        {
            if (process.Tick < _tick - 1)
                _known.Remove(pid);
        }
    }

    private sealed class Process(Figures row)
    {
        public Figures Row { get; } = row;

        public long Tick { get; set; }
    }
}
