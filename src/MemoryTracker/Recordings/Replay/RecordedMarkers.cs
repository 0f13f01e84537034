using MemoryTracker.Markers;

namespace MemoryTracker.Recordings.Replay;

/// <summary>The markers that a recording tells of line by line, in bounded memory: of more than are kept, every second one is let go, later every second of those left.</summary>
internal sealed class RecordedMarkers
{
    private readonly List<RecordingDocument.MarkerFacts> _kept = [];
    private readonly Dictionary<(double, string), int> _open = [];
    private long _count;
    private int _halvings;

    /// <summary>Those that are kept.</summary>
    public IReadOnlyList<RecordingDocument.MarkerFacts> Kept => _kept;

    /// <summary>How many there were, and how many of them are not kept.</summary>
    public RecordingDocument.MarkerLineFacts Lines => new(_count, _count - _kept.Count, 0);

    /// <summary>Takes a marker; one of the moment and name of a span that was open is that span, whose end is told by now.</summary>
    public void Add(RecordingDocument.MarkerFacts marker)
    {
        (double, string) key = (marker.ElapsedS, marker.Label);
        if (_open.Remove(key, out int index))
        {
            _kept[index] = marker;
        }
        else
        {
            bool isKept = _count++ % (1L << _halvings) == 0;
            if (!isKept)
                return;
            index = _kept.Count;
            _kept.Add(marker);
        }

        if (marker.Open)
            _open[key] = index;
        if (_kept.Count > MarkerLog.Capacity)
            Halve();
    }

    private void Halve()
    {
        _halvings++;
        RecordingDocument.MarkerFacts[] left = [.. _kept.Where((_, index) => index % 2 == 0)];
        _kept.Clear();
        _open.Clear();
        foreach (RecordingDocument.MarkerFacts marker in left)
        {
            if (marker.Open)
                _open[(marker.ElapsedS, marker.Label)] = _kept.Count;
            _kept.Add(marker);
        }
    }
}
