using BenchmarkDotNet.Attributes;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Targets;

namespace MemoryTracker.Benchmarks;

/// <summary>The parts of a tick on the real /proc/self: reading, figures, and each of those who take the sample. Flat out, so with warm caches: at a second's interval each costs several times that.</summary>
public class TickBenchmarks
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    private readonly AttachedProcess _target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
    private readonly AttachedProcess _whole = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
    private readonly FigureMaker _figures = new(TimeSpan.FromMilliseconds(4), MetricSet.Default);
    private readonly Sample _sample = new();
    private readonly Summary _summary = new(MetricSet.Default);
    private readonly Timeline _timeline = new();
    private readonly GrowthSeries _growth = new(Metric.Rss);
    private readonly ChartSeries _series = new(Interval, MetricSet.Default.InOrder);
    private readonly CsvRow _format = new(MetricSet.Default);
    private readonly byte[] _row = new byte[CsvRow.MaxLength];
    private Reading _reading;
    private long _number;

    [GlobalSetup]
    public void Prepare()
    {
        _target.Open(MetricSet.Default.Sources, 0.01);
        _whole.Open(MetricSet.All.Sources, 0.01);
        _ = _target.TryRead(out _reading);
        _figures.Fill(_reading, _sample.Total);
        _sample.Total.Pid = Environment.ProcessId;
        _sample.Time = DateTime.UtcNow;
    }

    [Benchmark(Description = "read: CPU clock and status")]
    public bool Read() => _target.TryRead(out _reading);

    [Benchmark(Description = "read: all 33 metrics, PSS within its budget")]
    public bool ReadAll() => _whole.TryRead(out _reading);

    [Benchmark(Description = "figures of a reading")]
    public void Figures()
    {
        _reading.At += 1_000_000;
        _figures.Fill(_reading, _sample.Total);
    }

    [Benchmark(Description = "a row of CSV")]
    public int Format() => _format.Format(_sample, _row);

    [Benchmark(Description = "statistics")]
    public void Summary() => _summary.Add(Next());

    [Benchmark(Description = "timeline of phases")]
    public void Timeline() => _timeline.Add(Next());

    [Benchmark(Description = "growth")]
    public void Growth() => _growth.Add(Next());

    [Benchmark(Description = "series of the chart")]
    public void Series() => _series.Add(Next());

    [Benchmark(Description = "a whole tick but for the writing thread")]
    public int Tick()
    {
        _ = _target.TryRead(out _reading);
        Sample sample = Next();
        _figures.Fill(_reading, sample.Total);
        _summary.Add(sample);
        _timeline.Add(sample);
        _growth.Add(sample);
        _series.Add(sample);
        return _format.Format(sample, _row);
    }

    [GlobalCleanup]
    public void End()
    {
        _target.Dispose();
        _whole.Dispose();
    }

    private Sample Next()
    {
        _sample.Elapsed = _number++ * Interval;
        _sample.Total[Metric.Rss] = (100 << 20) + (_number % 1000 << 12);
        return _sample;
    }
}
