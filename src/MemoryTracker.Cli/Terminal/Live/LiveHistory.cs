using MemoryTracker.Metrics;

namespace MemoryTracker.Cli.Terminal.Live;

/// <summary>What the live view keeps of a metric: its curve over windows of several lengths, and its figures so far. Bounded, whatever the recording's length; adding allocates nothing.</summary>
internal sealed class LiveHistory
{
    /// <summary>How much of the recording can be looked at, by key: all of it, then less and less.</summary>
    public static readonly TimeSpan?[] Lengths =
    [
        null, TimeSpan.FromHours(24), TimeSpan.FromHours(6), TimeSpan.FromHours(1), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10),
    ];

    private readonly LiveWindow[] _windows;
    private double _sum;
    private bool _isBroken;

    /// <param name="metric">The metric.</param>
    /// <param name="interval">The interval of the recording.</param>
    public LiveHistory(Metric metric, TimeSpan interval)
    {
        Metric = metric;
        _windows = [.. Lengths.Select(length => new LiveWindow(length, interval))];
    }

    public Metric Metric { get; }

    public long Count { get; private set; }

    public double Last { get; private set; } = double.NaN;

    public double Min { get; private set; } = double.NaN;

    public double Max { get; private set; } = double.NaN;

    /// <summary>The mean of the samples; unknown without one, and of what is read now and then only: each of its figures stands for another length of time.</summary>
    public double Mean => Count == 0 || Metric.IsHeld ? double.NaN : _sum / Count;

    /// <summary>Takes the figure of a sample, and the highest one that is known since the sample before.</summary>
    /// <param name="at">When it was taken, in ticks since the recording began.</param>
    /// <param name="figure">The figure; NaN when it is unknown, which over a short interval it may be.</param>
    /// <param name="peak">The highest one, or NaN.</param>
    /// <param name="followsGap">Whether ticks were missed just before.</param>
    /// <param name="isNobodyThere">Whether there is no process any more of which there could be a figure.</param>
    public void Add(long at, double figure, double peak, bool followsGap, bool isNobodyThere = false)
    {
        _isBroken |= followsGap || isNobodyThere;
        Last = isNobodyThere ? double.NaN : Last;
        if (double.IsNaN(figure))
            return;
        Count++;
        _sum += figure;
        Last = figure;
        Min = double.MinNumber(Min, figure);
        Max = double.MaxNumber(Max, double.MaxNumber(figure, peak));
        foreach (LiveWindow window in _windows)
            window.Add(at, figure, peak, _isBroken);
        _isBroken = false;
    }

    /// <summary>Copies what a window shows.</summary>
    public (long From, long Span) CopyTo(Span<LiveBucket> shown, int window, long now) => _windows[window].CopyTo(shown, now);
}
