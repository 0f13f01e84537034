using MemoryTracker.Markers;

namespace MemoryTracker.Charts.Drawing;

/// <summary>
/// Spans in lanes, as in a trace viewer: in the order of time, of those that begin together the longest first, each goes into the uppermost lane
/// that is free and below every span around it. Where spans are finer than can be seen, the first of them stands for its neighbours.
/// </summary>
internal sealed class MarkerLanes
{
    /// <summary>Deeper ones than these get no bar.</summary>
    public const int Most = 5;

    /// <summary>No bar is narrower.</summary>
    public const float LeastWidth = 2;

    private readonly List<MarkerBar> _bars = [];

    /// <summary>Where the last span of each lane ends, and where its bar does, which may be wider.</summary>
    private readonly (float Span, float Bar)[] _ends = new (float, float)[Most];

    public MarkerLanes(IEnumerable<Marker> spans, MarkerFrame frame)
    {
        Array.Fill(_ends, (float.NegativeInfinity, float.NegativeInfinity));
        var ordered = spans.Select(span => (Span: span, Ends: frame.EndsOf(span))).OrderBy(placed => placed.Ends.Left).ThenByDescending(placed => placed.Ends.Right);
        foreach ((Marker span, (float left, float right)) in ordered) Place(span, left, right);
    }

    /// <summary>The spans that have a bar of their own, in the order of time.</summary>
    public IReadOnlyList<MarkerBar> Bars => _bars;

    private void Place(Marker span, float left, float right)
    {
        int lane = Array.FindLastIndex(_ends, end => end.Span > left && end.Span >= right) + 1;
        while (lane < Most && _ends[lane].Span > left) lane++;
        if (lane == Most) return;

        float from = Math.Max(left, _ends[lane].Bar);
        float to = Math.Max(right, left + LeastWidth);
        _ends[lane].Span = right;
        if (to - from < LeastWidth) return;
        _ends[lane].Bar = to;
        _bars.Add(new MarkerBar(span, lane, from, to));
    }
}
