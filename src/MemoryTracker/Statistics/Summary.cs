using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics;

/// <summary>What a whole recording says, told inline from its samples, whether they come live or from a file.</summary>
public sealed class Summary : ISampleSink
{
    private TimeSpan _previous;
    private TimeSpan _cpuKnownUntil;
    private double _peakBytes = double.NaN;
    private TimeSpan _peakFrom;
    private TimeSpan _peakTo;

    /// <summary>How many samples there were, the end row included.</summary>
    public long Samples { get; private set; }

    /// <summary>The time of the first sample in UTC.</summary>
    public DateTime Start { get; private set; }

    /// <summary>From the first to the last sample.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The sampled RSS in bytes.</summary>
    public Distribution Rss { get; } = new();

    /// <summary>CPU in percent of one core, a figure an interval. Its plain mean is <see cref="MeanCpu"/>'s business: intervals differ in length.</summary>
    public Distribution Cpu { get; } = new();

    /// <summary>CPU time used between the first and the last sample that knew it, in seconds; NaN when none did.</summary>
    public double CpuSeconds { get; private set; } = double.NaN;

    /// <summary>CPU in percent of one core over the whole time for which it is known; NaN when it never was.</summary>
    public double MeanCpu => _cpuKnownUntil == TimeSpan.Zero ? double.NaN : 100 * CpuSeconds / _cpuKnownUntil.TotalSeconds;

    /// <summary>The highest RSS, of samples and of what is known from between them; null when RSS was never known.</summary>
    public Peak? Peak => double.IsNaN(_peakBytes) ? null : new Peak(_peakBytes, _peakFrom, _peakTo);

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        Figures total = sample.Total;
        if (Samples++ == 0)
            Start = sample.Time;
        Elapsed = sample.Elapsed;
        Rss.Add(total[Metric.Rss]);
        Cpu.Add(total[Metric.Cpu]);
        if (sample.CpuTime is { } used)
            (CpuSeconds, _cpuKnownUntil) = (used.TotalSeconds, Elapsed);
        RaisePeak(total[Metric.Rss], Elapsed);
        RaisePeak(total[Metric.PeakRss], _previous);
        _previous = Elapsed;
    }

    private void RaisePeak(double bytes, TimeSpan from)
    {
        // Also false when the new figure is unknown, but not when the old one is.
        if (!(bytes > _peakBytes) && !(double.IsNaN(_peakBytes) && !double.IsNaN(bytes)))
            return;
        _peakBytes = bytes;
        _peakFrom = from;
        _peakTo = Elapsed;
    }
}
