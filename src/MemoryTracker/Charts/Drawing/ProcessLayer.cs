namespace MemoryTracker.Charts.Drawing;

/// <summary>What one process of a stack, or all of them that are not named, has of the total RSS.</summary>
internal sealed class ProcessLayer
{
    private readonly List<SeriesPoint> _points = [];

    /// <param name="rank">Its place among the largest, from 0 on.</param>
    /// <param name="process">Which process it is; null for those that are not named.</param>
    public ProcessLayer(int rank, TrackedProcess? process) => (Rank, Process) = (rank, process);

    public int Rank { get; }

    public TrackedProcess? Process { get; }

    /// <summary>How many processes are together in it; 0 when it holds only what was unknown of the named ones.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Its upper edge, where it has any area: the sum of it and those below it.</summary>
    public IReadOnlyList<SeriesPoint> Points => _points;

    /// <summary>Adds the way of the edge from one moment to the next.</summary>
    public void Add(long from, double begin, long to, double end)
    {
        bool meets = _points.Count > 0 && _points[^1].ElapsedNanoseconds == from;
        if (!meets || _points[^1].Value != begin)
            Add(from, begin, meets);
        Add(to, end, isJoined: true);
    }

    /// <summary>Adds a moment between gaps.</summary>
    public void Add(long alone, double value) => Add(alone, value, isJoined: false);

    private void Add(long time, double value, bool isJoined) => _points.Add(new SeriesPoint(time, value, time, isJoined));
}
