using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// What is kept of one metric to judge whether it grows: the mean and the lowest figure of stretches of time of equal length, which doubles when all are used. So a recording of any length
/// takes the same memory and the same time to judge. Until then each figure stands alone.
/// </summary>
public sealed class GrowthSeries : ISampleSink
{
    /// <summary>So many can be judged by all their pairs in a few milliseconds; more would make no trend clearer, because each is a mean already.</summary>
    internal const int Capacity = 256;

    private readonly Metric _metric;
    private readonly GrowthBucket[] _buckets = new GrowthBucket[Capacity];
    private int _used;

    /// <summary>How long a stretch is; zero while every figure stands alone.</summary>
    private long _span;

    /// <param name="metric">The metric that is judged.</param>
    public GrowthSeries(Metric metric) => _metric = metric;

    /// <summary>The metric that is judged.</summary>
    public Metric Metric => _metric;

    /// <summary>How many stretches are used.</summary>
    internal int Used => _used;

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        double figure = sample.Total[_metric];
        // Unknown; and a file may hold any number, also two rows of one moment, between which there is no slope.
        if (!double.IsFinite(figure) || (_used > 0 && _span == 0 && sample.Elapsed <= _buckets[_used - 1].First))
            return;
        GrowthBucket bucket = new() { First = sample.Elapsed, Sum = figure, Lowest = figure, Count = 1 };
        if (_used == Capacity && !IsOfLast(bucket))
            PutTogether();
        if (_used > 0 && IsOfLast(bucket))
            _buckets[_used - 1].Absorb(bucket);
        else
            _buckets[_used++] = bucket;
    }

    /// <summary>The same, as it is now.</summary>
    internal GrowthSeries Copy()
    {
        GrowthSeries copy = new(_metric) { _used = _used, _span = _span };
        _buckets.CopyTo(copy._buckets, 0);
        return copy;
    }

    /// <summary>Judges what has come so far.</summary>
    public GrowthReport Judge()
    {
        double[] times = new double[_used];
        double[] means = new double[_used];
        double[] lows = new double[_used];
        for (int i = 0; i < _used; i++)
            (times[i], means[i], lows[i]) = (_buckets[i].Moment, _buckets[i].Mean, _buckets[i].Lowest);
        return GrowthJudge.Judge(new Points(times, means), new Points(times, lows), _metric.Unit);
    }

    private bool IsOfLast(in GrowthBucket bucket) => _span > 0 && Slot(bucket) <= Slot(_buckets[_used - 1]);

    private void PutTogether()
    {
        if (_span == 0)
            _span = Math.Max(1, (_buckets[_used - 1].First - _buckets[0].First).Ticks / Capacity);
        while (_used > Capacity * 3 / 4)
        {
            _span *= 2;
            int last = 0;
            for (int i = 1; i < _used; i++)
            {
                if (Slot(_buckets[i]) == Slot(_buckets[last]))
                    _buckets[last].Absorb(_buckets[i]);
                else
                    _buckets[++last] = _buckets[i];
            }

            _used = last + 1;
        }
    }

    private long Slot(in GrowthBucket bucket) => bucket.First.Ticks / _span;
}
