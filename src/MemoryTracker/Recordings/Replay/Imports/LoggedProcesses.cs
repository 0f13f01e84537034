using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay.Imports;

/// <summary>The rows of the processes of which a log tells at one moment, in the order in which they were first seen.</summary>
/// <param name="mayPause">Whether a process that is not told of at a moment may still be the same one later; otherwise it has ended, and who comes with its PID is another.</param>
internal sealed class LoggedProcesses(bool mayPause)
{
    /// <summary>No more processes are told of at one moment.</summary>
    public const int Most = 65_536;

    private readonly List<Figures> _rows = [];
    private readonly List<Figures> _spare = [];
    private readonly Dictionary<int, Figures> _present = [];
    private readonly Dictionary<int, int> _ordinals = [];
    private int _seen;

    /// <summary>The rows of the moment.</summary>
    public IReadOnlyList<Figures> Rows => _rows;

    /// <summary>How many processes there were in all.</summary>
    public int Seen => _seen;

    /// <summary>Whether everyone who was ever told of is told of at this moment.</summary>
    public bool AreAllPresent => _rows.Count == _seen;

    /// <summary>Begins the next moment.</summary>
    public void Clear()
    {
        if (!mayPause)
        {
            foreach (int key in _ordinals.Keys)
            {
                if (!_present.ContainsKey(key))
                    _ordinals.Remove(key);
            }
        }

        _spare.AddRange(_rows);
        _rows.Clear();
        _present.Clear();
    }

    /// <summary>The row of a process at this moment; null when there are too many.</summary>
    /// <param name="key">What tells the process from the others.</param>
    /// <param name="isNew">Whether nothing was told of it at this moment before.</param>
    public Figures? Row(int key, out bool isNew)
    {
        isNew = !_present.TryGetValue(key, out Figures? row);
        if (row is not null || _rows.Count == Most)
            return row;
        row = _spare.Count > 0 ? _spare[^1] : new Figures();
        if (_spare.Count > 0)
            _spare.RemoveAt(_spare.Count - 1);
        row.Clear();
        row.Command = default;
        row.Pid = key > 0 ? key : null;
        if (!_ordinals.TryGetValue(key, out int ordinal))
            _ordinals[key] = ordinal = _seen++;
        row.Ordinal = ordinal;
        _rows.Add(row);
        _present.Add(key, row);
        return row;
    }

    /// <summary>Ends the moment: puts the rows into their order.</summary>
    public void Sort() => _rows.Sort(static (one, other) => one.Ordinal.CompareTo(other.Ordinal));

    /// <summary>The sum of a metric over the rows; NaN when one of them does not know it, when it is more than any recorder writes, and of nobody.</summary>
    public double Sum(Metric metric)
    {
        double sum = _rows.Count == 0 ? double.NaN : 0;
        foreach (Figures row in _rows)
            sum += row[metric];
        return RecordedRow.Credible(sum);
    }
}
