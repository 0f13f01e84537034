using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>Keeps of a recording what its chart needs, in bounded memory, as the samples come.</summary>
public sealed class ChartSeries : ISampleSink
{
    private bool _hasStarted;

    /// <param name="interval">The interval of the recording; zero when it has none.</param>
    public ChartSeries(TimeSpan interval)
    {
        long span = Math.Max(1, (long)interval.TotalNanoseconds);
        Memory = new Series(span);
        IntervalPeaks = new Series(span);
        Cpu = new Series(span);
    }

    /// <summary>RSS in bytes.</summary>
    public Series Memory { get; }

    /// <summary>The known peaks of RSS between samples, in bytes.</summary>
    public Series IntervalPeaks { get; }

    /// <summary>CPU in percent of one core.</summary>
    public Series Cpu { get; }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        long elapsed = (long)sample.Elapsed.TotalNanoseconds;
        if (sample.FollowsGap)
            Memory.Break();
        Memory.Add(elapsed, sample.Total[Metric.Rss]);
        IntervalPeaks.Add(elapsed, sample.Total[Metric.PeakRss]);

        // A missing rate makes no gap: the next one is told over the whole time since the last.
        double cpu = sample.Total[Metric.Cpu];
        if (!_hasStarted || !double.IsNaN(cpu))
            Cpu.Add(elapsed, cpu);
        _hasStarted = true;
    }
}
