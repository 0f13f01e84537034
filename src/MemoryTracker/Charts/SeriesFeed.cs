using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Charts;

/// <summary>Takes of each sample what one metric of a chart needs.</summary>
internal sealed class SeriesFeed
{
    private readonly Metric[] _summed;
    private readonly bool _isRate;
    private readonly bool _isSpread;
    private bool _hasStarted;
    private double _last = double.NaN;
    private long _lastAt;

    /// <param name="metric">The metric.</param>
    /// <param name="isStacked">Whether it stands on the parts of RSS below it.</param>
    /// <param name="span">How much time one bucket of its series holds at first, in nanoseconds.</param>
    public SeriesFeed(Metric metric, bool isStacked, long span)
    {
        _summed = isStacked ? [.. ChartMetrics.Parts[..(ChartMetrics.Parts.IndexOf(metric) + 1)]] : [metric];
        _isRate = ChartMetrics.IsRate(metric);
        _isSpread = metric is { Kind: MetricKind.Interval, Unit: Unit.Percent };
        Charted = new ChartedSeries(metric, new Series(span))
        {
            Held = metric.IsHeld ? new Series(span) : null,
            IsStacked = isStacked,
        };
    }

    public ChartedSeries Charted { get; }

    public void Add(Sample sample)
    {
        long elapsed = (long)sample.Elapsed.TotalNanoseconds;
        double figure = Sum(sample.Total);
        if (_isRate)
            AddGrowth(elapsed, figure);
        else if (_isSpread)
            AddSpread(elapsed, figure, sample.HasNobody);
        else
            AddFigure(elapsed, figure, isAfterGap: sample.FollowsGap && Charted.Metric.Kind != MetricKind.Interval);
        if (Charted.Held is { } held)
            Hold(held, elapsed, figure, sample);
    }

    /// <summary>Unknown when one of them is.</summary>
    private double Sum(Figures row)
    {
        double sum = 0;
        foreach (Metric metric in _summed)
            sum += row[metric];
        return sum;
    }

    private void AddFigure(long elapsed, double figure, bool isAfterGap)
    {
        if (isAfterGap)
            Charted.Series.Break();
        Charted.Series.Add(elapsed, figure);
    }

    /// <summary>A missing rate makes no gap: the next one is told over the whole time since the last, but only since somebody was there.</summary>
    private void AddSpread(long elapsed, double figure, bool hasNobody)
    {
        if (!_hasStarted || hasNobody || !double.IsNaN(figure))
            Charted.Series.Add(elapsed, figure);
        _hasStarted = true;
    }

    /// <summary>Over missed ticks, too, the growth is known. Two samples of one microsecond are one.</summary>
    private void AddGrowth(long elapsed, double figure)
    {
        if (elapsed == _lastAt && !double.IsNaN(_last))
            return;
        Charted.Series.Add(elapsed, (figure - _last) * TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerSecond / (elapsed - _lastAt));
        (_last, _lastAt) = (figure, elapsed);
    }

    /// <summary>Not over ticks that were missed, when nothing at all is known, and not beyond the end of the process, nor where there is none.</summary>
    private void Hold(Series held, long elapsed, double figure, Sample sample)
    {
        if (sample.FollowsGap)
            held.Break();
        _last = sample.HasEnded || sample.HasNobody || !double.IsNaN(figure) ? figure : _last;
        held.Add(elapsed, _last);
    }
}
