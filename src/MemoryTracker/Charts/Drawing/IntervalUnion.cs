namespace MemoryTracker.Charts.Drawing;

/// <summary>Intervals, those that meet put together.</summary>
internal sealed class IntervalUnion
{
    private readonly List<(int Top, int Bottom)> _apart = [];

    /// <summary>The intervals, none of which meet, in any order.</summary>
    public IReadOnlyList<(int Top, int Bottom)> Apart => _apart;

    public void Clear() => _apart.Clear();

    public void Add(int top, int bottom)
    {
        for (int i = _apart.Count - 1; i >= 0; i--)
        {
            if (_apart[i].Top > bottom || _apart[i].Bottom < top) continue;
            (top, bottom) = (Math.Min(top, _apart[i].Top), Math.Max(bottom, _apart[i].Bottom));
            _apart.RemoveAt(i);
        }

        _apart.Add((top, bottom));
    }
}
