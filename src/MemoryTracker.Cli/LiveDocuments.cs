using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>
/// Keeps the JSON documents true while the recording goes on: they are written with the first sample, and again when markers have come, but at most once a second and never so
/// often that writing them takes more than a fiftieth of the time.
/// </summary>
internal sealed class LiveDocuments(OutputFiles files, RecordingDocument begun, MarkerLog markers)
{
    private const long LeastPause = 1_000_000_000;
    private const int PauseForEachCost = 50;

    private bool _isBegun;
    private long _written;
    private long _nextAt;

    /// <summary>Writes them if it is time to.</summary>
    /// <param name="start">When the recording began.</param>
    /// <param name="started">The same moment by CLOCK_BOOTTIME in nanoseconds.</param>
    /// <returns>Whether that was the first time.</returns>
    public bool Keep(DateTime start, long started)
    {
        // Also a begin, an end and a line that was not understood are news.
        long news = markers.News;
        long now = Clock.Now;
        bool isFirst = !_isBegun;
        if (!isFirst && (news == _written || now < _nextAt))
            return false;
        files.WriteDocuments(begun.StartedAt(start, started).WithMarkers(markers));
        long cost = Clock.Now - now;
        _nextAt = now + Math.Max(LeastPause, PauseForEachCost * cost);
        (_isBegun, _written) = (true, news);
        return isFirst;
    }
}
