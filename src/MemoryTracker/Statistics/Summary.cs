using MemoryTracker.Metrics;

namespace MemoryTracker.Statistics;

/// <summary>What a whole recording says, told inline from its samples, whether they come live or from a file.</summary>
public sealed class Summary : ISampleSink
{
    private readonly Distribution?[] _figures = new Distribution?[Metric.All.Length];
    private readonly TimeSpan[] _knownSince = new TimeSpan[Metric.All.Length];
    private readonly TimeSpan[] _knownUntil = new TimeSpan[Metric.All.Length];
    private readonly double[] _held = new double[Metric.All.Length];
    private readonly bool _isPart;
    private TimeSpan _first;
    private TimeSpan _previous;
    private TimeSpan? _cpuBase;
    private TimeSpan _cpuKnownSince;
    private double _peakBytes = double.NaN;
    private TimeSpan _peakFrom;
    private TimeSpan _peakTo;

    /// <summary>Of those metrics, and no others.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="isPart">Whether its samples begin within a recording: then nothing counts that was before the first of them.</param>
    public Summary(MetricSet metrics, bool isPart = false)
    {
        Metrics = metrics;
        _isPart = isPart;
        _cpuBase = isPart ? null : TimeSpan.Zero;
        foreach (Metric metric in metrics.InOrder)
            _figures[metric.Index] = new Distribution();
        Rss = _figures[Metric.Rss.Index] ?? new Distribution();
        Cpu = _figures[Metric.Cpu.Index] ?? new Distribution();
    }

    /// <summary>What it is a summary of.</summary>
    public MetricSet Metrics { get; }

    /// <summary>How many samples there were, the end row included.</summary>
    public long Samples { get; private set; }

    /// <summary>When the recording began in UTC: at the first sample, or when the command was launched.</summary>
    public DateTime Start { get; private set; }

    /// <summary>When the last sample was taken, since the recording began.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Since when it tells, since the recording began: zero, or in a part of it the first sample.</summary>
    public TimeSpan From { get; private set; }

    /// <summary>Of how much time it tells.</summary>
    public TimeSpan Duration => Elapsed - From;

    /// <summary>The sampled RSS in bytes.</summary>
    public Distribution Rss { get; }

    /// <summary>CPU in percent of one core, a figure an interval. Its mean is <see cref="MeanCpu"/>'s business: intervals differ in length.</summary>
    public Distribution Cpu { get; }

    /// <summary>The figures of a recorded metric; of a counter the last one is its total.</summary>
    /// <exception cref="ArgumentException">The metric is none of <see cref="Metrics"/>.</exception>
    public Distribution this[Metric metric] =>
        _figures[metric.Index] ?? throw new ArgumentException($"{metric.Name} is not recorded", nameof(metric));

    /// <summary>CPU time used between the first and the last sample that knew it, in seconds; NaN when none did, and of a part of a recording when only one did.</summary>
    public double CpuSeconds { get; private set; } = double.NaN;

    /// <summary>Within how much time they were used; zero when they are not known.</summary>
    public TimeSpan CpuKnown { get; private set; }

    /// <summary>CPU in percent of one core over the whole time for which it is known; NaN when it never was.</summary>
    public double MeanCpu => CpuKnown == TimeSpan.Zero ? double.NaN : 100 * CpuSeconds / CpuKnown.TotalSeconds;

    /// <summary>The highest RSS, of samples and of what is known from between them; null when RSS was never known.</summary>
    public Peak? Peak => double.IsNaN(_peakBytes) ? null : new Peak(_peakBytes, _peakFrom, _peakTo);

    /// <summary>How much a counter counted: its last figure, of a part of a recording less its first; NaN when it is unknown, as it is of a part in which only one sample knew it.</summary>
    public double Total(Metric counter) => !_isPart ? this[counter].Last : this[counter].Count < 2 ? double.NaN : this[counter].Change;

    /// <summary>How much a counter grew a second, from the beginning, or the first sample that knew it if that came later, to the last that did; NaN when no time passed between them.</summary>
    public double PerSecond(Metric counter)
    {
        // What the first sample of a recording tells was counted since its beginning, which of a launched command lies before it.
        bool isSinceBeginning = !_isPart && _knownSince[counter.Index] == _first;
        TimeSpan known = _knownUntil[counter.Index] - (isSinceBeginning ? TimeSpan.Zero : _knownSince[counter.Index]);
        return known == TimeSpan.Zero ? double.NaN : (isSinceBeginning ? this[counter].Last : this[counter].Change) / known.TotalSeconds;
    }

    /// <summary>
    /// The mean of a recorded metric: of CPU over the time, of figures that are held until the next by how long each stood (they are read less often the larger
    /// the process is, so their plain mean would be too low), of all others the plain one.
    /// </summary>
    public double Mean(Metric metric)
    {
        if (metric == Metric.Cpu)
            return MeanCpu;
        double stood = (Elapsed - _knownSince[metric.Index]).TotalSeconds;
        return metric.IsHeld && this[metric].Count > 0 && stood > 0
            ? (_held[metric.Index] + Standing(metric)) / stood
            : this[metric].Mean;
    }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        Figures total = sample.Total;
        if (Samples++ == 0)
            Begin(sample);
        Elapsed = sample.Elapsed;
        foreach (Metric metric in Metrics.InOrder)
            Take(metric, total[metric]);
        if (sample.CpuTime is { } used)
            TakeCpu(used);
        RaisePeak(total[Metric.Rss], Elapsed);
        RaisePeak(total[Metric.PeakRss], _previous);
        _previous = Elapsed;
    }

    /// <summary>Takes CPU time from one who knows it better than sums of rates tell it.</summary>
    /// <param name="seconds">How much was used.</param>
    /// <param name="known">Within how much time.</param>
    public void SettleCpu(double seconds, TimeSpan known) => (CpuSeconds, CpuKnown) = (seconds, known);

    private void Begin(Sample first)
    {
        Start = first.Time - first.Elapsed;
        _first = first.Elapsed;
        From = _previous = _cpuKnownSince = _isPart ? first.Elapsed : TimeSpan.Zero;
    }

    private void TakeCpu(TimeSpan used)
    {
        if (_cpuBase is null)
        {
            (_cpuBase, _cpuKnownSince) = (used, Elapsed);
            return;
        }

        CpuSeconds = (used - _cpuBase.Value).TotalSeconds;
        CpuKnown = Elapsed - _cpuKnownSince;
    }

    private void Take(Metric metric, double figure)
    {
        if (double.IsNaN(figure))
            return;
        if (_figures[metric.Index]!.Count == 0)
            _knownSince[metric.Index] = Elapsed;
        else if (metric.IsHeld)
            _held[metric.Index] += Standing(metric);
        _figures[metric.Index]!.Add(figure);
        _knownUntil[metric.Index] = Elapsed;
    }

    /// <summary>The last figure of a metric times the seconds for which it has stood.</summary>
    private double Standing(Metric metric) => _figures[metric.Index]!.Last * (Elapsed - _knownUntil[metric.Index]).TotalSeconds;

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
