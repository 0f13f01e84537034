using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics;

/// <summary>A part of a recording, cut out by a window, is told of as if nothing had been before it.</summary>
public class SummaryOfPartTests
{
    private static readonly MetricSet Metrics = new(Metric.Rss, Metric.PeakRss, Metric.Cpu, Metric.ReadBytes);

    private readonly Summary _part = new(Metrics, isPart: true);

    [Fact]
    public void Time_CPU_and_counters_count_from_its_first_sample()
    {
        SampleWindow window = Window(from: 10, to: 30);

        foreach (int second in Enumerable.Range(0, 41))
            window.Add(At(second, rss: 100 + second, used: 0.5 * second, read: 1000 * second));

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20)), (_part.From, _part.Elapsed, _part.Duration));
        Assert.Equal((21L, 21L, Samples.Start), (_part.Samples, window.Samples, _part.Start));
        Assert.Equal((10.0, 50.0), (_part.CpuSeconds, _part.MeanCpu));
        Assert.Equal((20_000.0, 1000.0), (_part.Total(Metric.ReadBytes), _part.PerSecond(Metric.ReadBytes)));
        Assert.Equal(new Peak(130, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), _part.Peak);
        Assert.True(window.IsOver);
    }

    [Fact]
    public void CPU_time_that_is_unknown_at_first_thins_no_mean()
    {
        SampleWindow window = Window(from: 1, to: 100);

        foreach ((double second, double? used) in new (double, double?)[] { (0, 0), (1, null), (2, 2), (3, 3) })
            window.Add(At(second, used: used));

        Assert.Equal((1.0, 100.0), (_part.CpuSeconds, _part.MeanCpu));
    }

    [Fact]
    public void What_its_first_sample_tells_of_the_time_before_is_no_part_of_it()
    {
        SampleWindow window = Window(from: 1, to: 100);

        window.Add(At(0, rss: 100));
        Sample first = At(1, rss: 200, peak: 900, cpu: 300);
        first.FollowsGap = true;
        window.Add(first);
        window.Add(At(2, rss: 250, peak: 300, cpu: 50));

        Assert.False(first.FollowsGap);
        Assert.Equal(new Peak(300, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), _part.Peak);
        Assert.Equal((1L, 50.0), (_part.Cpu.Count, _part.Cpu.Max));
    }

    [Fact]
    public void The_very_first_sample_of_a_recording_keeps_what_it_tells()
    {
        SampleWindow window = Window(from: 0, to: 100);

        window.Add(At(0, rss: 100, peak: 900));

        Assert.Equal(900, _part.Peak!.Bytes);
    }

    [Fact]
    public void An_end_row_is_no_sample()
    {
        SampleWindow window = Window(from: 0, to: 100);
        Sample end = At(1);
        end.HasEnded = true;

        window.Add(At(0, rss: 1));
        window.Add(end);

        Assert.Equal(1, window.Samples);
    }

    private SampleWindow Window(double from, double to) => new(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), _part);

    private static Sample At(double seconds, double rss = double.NaN, double peak = double.NaN, double cpu = double.NaN, double? used = null, double read = double.NaN)
    {
        Sample sample = Samples.At(seconds, rss, peak, cpu, used);
        sample.Total[Metric.ReadBytes] = read;
        return sample;
    }
}
