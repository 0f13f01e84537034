namespace MemoryTracker.Charts.Drawing;

/// <summary>Intervals, those that meet put together.</summary>
internal sealed class IntervalUnion
{
    private readonly List<(int Top, int Bottom)> _apart = [];

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

    /// <summary>Covers them all, each pixel once, and begins anew.</summary>
    public void Flush(CoverageColumn column, int weight)
    {
        foreach ((int top, int bottom) in _apart) column.Cover(top, bottom, weight);
        _apart.Clear();
    }
}
