using MemoryTracker.Metrics;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>A metric as it is shown at one moment: its curve over a window, and its figures so far.</summary>
internal sealed class LiveCurve(Metric metric)
{
    private readonly LiveBucket[] _buckets = new LiveBucket[LiveWindow.Stretches];

    public Metric Metric => metric;

    /// <summary>The stretches of the window, the oldest first.</summary>
    public ReadOnlySpan<LiveBucket> Buckets => _buckets;

    /// <summary>When the window begins, since the recording did.</summary>
    public TimeSpan From { get; private set; }

    /// <summary>How long a stretch is.</summary>
    public TimeSpan Span { get; private set; }

    public double Last { get; private set; }

    public double Mean { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    /// <summary>Copies a history; called while nothing is added to it.</summary>
    public void Take(LiveHistory history, int window, long now)
    {
        (long from, long span) = history.CopyTo(_buckets, window, now);
        (From, Span) = (TimeSpan.FromTicks(from), TimeSpan.FromTicks(span));
        (Last, Mean, Min, Max) = (history.Last, history.Mean, history.Min, history.Max);
    }
}
