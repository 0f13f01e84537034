using MemoryTracker.Markers;
using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics;

/// <summary>Tells a <see cref="Timeline"/> of markers that are known beforehand, each when its moment has come, as if they came live. Takes each sample before the timeline does.</summary>
/// <param name="timeline">The timeline.</param>
/// <param name="markers">The markers.</param>
public sealed class PastCuts(Timeline timeline, IReadOnlyList<Marker> markers) : ISampleSink
{
    private readonly TimeSpan[] _moments = [.. markers.SelectMany(marker => marker.End is { } end ? [marker.At, end] : (TimeSpan[])[marker.At]).Order()];
    private int _next;

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        while (_next < _moments.Length && _moments[_next] <= sample.Elapsed)
            timeline.Cut(_moments[_next++]);
    }
}
