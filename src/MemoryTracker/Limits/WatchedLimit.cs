using MemoryTracker.Metrics;

namespace MemoryTracker.Limits;

/// <summary>
/// A limit, held against one sample after another. An unknown figure neither begins nor ends anything, and neither do ticks that were skipped: a machine in need skips most, and that is
/// when a limit matters. Only when nobody is there any more, what held is over.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="interval">From sample to sample.</param>
internal sealed class WatchedLimit(Limit limit, TimeSpan interval)
{
    // Samples come a little early and late: what is told for three intervals is so at the third.
    private readonly TimeSpan _hold = limit.Hold - (limit.Hold < interval ? TimeSpan.Zero : interval / 2);

    private TimeSpan? _since;
    private bool _isCrossed;
    private bool _lastOneCrossed;

    /// <summary>The limit.</summary>
    public Limit Limit => limit;

    /// <summary>How often it was crossed.</summary>
    public long Crossings { get; private set; }

    /// <summary>When it was crossed first; null when it never was.</summary>
    public TimeSpan? FirstCrossed { get; private set; }

    /// <summary>Whether it is crossed with this sample: once, and again only after a known figure that satisfies the condition no longer.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="figure">What the metric was.</param>
    public bool IsCrossedBy(Sample sample, out double figure)
    {
        figure = FigureOf(sample);
        bool isKnown = !double.IsNaN(figure);
        // The memory of one that is just ending is gone before it is. What its end then tells of it, such as the highest RSS that it had, belongs to what was crossed before.
        _lastOneCrossed = sample.HasNobody ? _lastOneCrossed || _isCrossed : _lastOneCrossed && (sample.HasEnded || !isKnown);
        if (isKnown ? !limit.Relation.Holds(figure, limit.Bound) : sample.HasNobody)
            (_since, _isCrossed) = (null, false);
        else if (isKnown)
            _since ??= sample.Elapsed;
        // Not at an unknown figure either: what is told must be what was.
        if (_isCrossed || _lastOneCrossed || !isKnown || _since is not { } since || sample.Elapsed - since < _hold)
            return false;
        _isCrossed = true;
        Crossings++;
        FirstCrossed ??= sample.Elapsed;
        return true;
    }

    /// <summary>Leaves time out in which nothing could run, because the machine was suspended: the condition did not hold for it.</summary>
    /// <param name="asleep">How much time.</param>
    public void LeaveOut(TimeSpan asleep) => _since += asleep;

    private double FigureOf(Sample sample)
    {
        double figure = sample.Total[limit.Metric];
        return limit.CountsPeaks ? double.MaxNumber(figure, sample.Total[Metric.PeakRss]) : figure;
    }
}
