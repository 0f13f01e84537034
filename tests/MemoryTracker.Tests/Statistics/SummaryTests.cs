using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics;

public class SummaryTests
{
    private readonly Summary _summary = new(MetricSet.Default);

    [Fact]
    public void Mean_CPU_is_CPU_time_over_time_however_few_rates_were_told()
    {
        Add(Samples.At(0, used: 0), Samples.At(0.5, used: 0.5), Samples.At(1, cpu: 100, used: 1), Samples.At(10, cpu: 20, used: 2.8));

        Assert.Equal(28, _summary.MeanCpu, 1e-9);
        Assert.Equal(2.8, _summary.CpuSeconds, 1e-9);
        Assert.Equal(60, _summary.Cpu.Mean, 1e-9);
    }

    [Fact]
    public void Time_after_the_last_known_CPU_time_does_not_thin_the_mean()
    {
        Add(Samples.At(0, used: 0), Samples.At(2, cpu: 80, used: 1.6), Samples.At(10));

        Assert.Equal(80, _summary.MeanCpu, 1e-9);
        Assert.Equal(1.6, _summary.CpuSeconds, 1e-9);
    }

    [Fact]
    public void CPU_that_was_never_known_is_unknown_and_not_0()
    {
        Add(Samples.At(0), Samples.At(1));

        Assert.Equal(double.NaN, _summary.MeanCpu);
        Assert.Equal(double.NaN, _summary.CpuSeconds);
    }

    [Fact]
    public void A_part_of_one_sample_tells_of_no_time_so_what_is_used_in_it_is_unknown()
    {
        Summary part = new(new MetricSet(Metric.Rss, Metric.Cpu, Metric.ReadBytes), isPart: true);
        Sample sample = Samples.At(5, rss: 100, cpu: 50, used: 2.5);
        sample.Total[Metric.ReadBytes] = 4096;

        part.Add(sample);

        Assert.Equal((double.NaN, double.NaN, double.NaN), (part.CpuSeconds, part.Total(Metric.ReadBytes), part.PerSecond(Metric.ReadBytes)));
        sample = Samples.At(6, rss: 100, cpu: 50, used: 3);
        sample.Total[Metric.ReadBytes] = 4096;
        part.Add(sample);
        Assert.Equal((0.5, 0.0, 0.0), (part.CpuSeconds, part.Total(Metric.ReadBytes), part.PerSecond(Metric.ReadBytes)));
    }

    [Fact]
    public void Start_and_length_are_those_of_the_first_and_last_sample()
    {
        Add(Samples.At(0), Samples.At(1), Samples.At(2.5));

        Assert.Equal((3L, Samples.Start, TimeSpan.FromSeconds(2.5)), (_summary.Samples, _summary.Start, _summary.Elapsed));
    }

    [Fact]
    public void A_sampled_peak_has_the_moment_it_was_first_reached()
    {
        Add(Samples.At(0, rss: 100), Samples.At(1, rss: 300), Samples.At(2, rss: 300), Samples.At(3, rss: 200));

        Assert.Equal(new Peak(300, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), _summary.Peak);
        Assert.True(_summary.Peak!.IsSampled);
    }

    [Fact]
    public void A_peak_between_two_samples_has_the_moments_of_both()
    {
        Add(Samples.At(0, rss: 100), Samples.At(1, rss: 300), Samples.At(2, rss: 200, peak: 350), Samples.At(3, rss: 340));

        Assert.Equal(new Peak(350, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), _summary.Peak);
        Assert.False(_summary.Peak!.IsSampled);
    }

    [Fact]
    public void A_sample_above_every_known_peak_is_the_peak()
    {
        Add(Samples.At(0, rss: 100), Samples.At(1, rss: 100, peak: 350), Samples.At(2, rss: 400));

        Assert.Equal(new Peak(400, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), _summary.Peak);
    }

    [Fact]
    public void A_sample_as_high_as_the_peak_before_it_does_not_move_it()
    {
        Add(Samples.At(0, rss: 100), Samples.At(1, rss: 100, peak: 350), Samples.At(2, rss: 350));

        Assert.Equal(TimeSpan.FromSeconds(1), _summary.Peak!.To);
    }

    [Fact]
    public void Unknown_RSS_neither_makes_a_peak_nor_hides_one()
    {
        Add(Samples.At(0));
        Assert.Null(_summary.Peak);

        Add(Samples.At(1, rss: 5), Samples.At(2));

        Assert.Equal(new Peak(5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), _summary.Peak);
        Assert.Equal((5.0, 5.0, 1L), (_summary.Rss.First, _summary.Rss.Last, _summary.Rss.Count));
    }

    [Fact]
    public void A_counter_has_its_last_figure_as_total_over_the_time_until_then()
    {
        Summary summary = new(new MetricSet(Metric.MinorFaults));
        foreach ((double seconds, double faults) in new[] { (0, 0), (2, 10), (4, 30), (5, double.NaN) })
        {
            Sample sample = Samples.At(seconds, rss: 1);
            sample.Total[Metric.MinorFaults] = faults;
            summary.Add(sample);
        }

        Assert.Equal((30.0, 7.5), (summary[Metric.MinorFaults].Last, summary.PerSecond(Metric.MinorFaults)));
        Assert.Equal(0, summary.Rss.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 0.4)]
    public void A_counter_that_was_unknown_at_first_has_its_rate_over_the_time_since_it_is_known(double first, double rate)
    {
        Summary summary = new(new MetricSet(Metric.ReadBytes));
        foreach ((double seconds, double read) in new[] { (0, double.NaN), (100, first), (150, 60), (200, 100) })
        {
            Sample sample = Samples.At(seconds);
            sample.Total[Metric.ReadBytes] = read;
            summary.Add(sample);
        }

        Assert.Equal((100.0, rate), (summary.Total(Metric.ReadBytes), summary.PerSecond(Metric.ReadBytes)));
    }

    [Fact]
    public void What_a_launched_command_counted_before_its_first_sample_is_in_its_rate()
    {
        Summary summary = new(new MetricSet(Metric.ReadBytes));
        foreach ((double seconds, double read) in new[] { (1.0, 50.0), (2.0, 60) })
        {
            Sample sample = Samples.At(seconds);
            sample.Total[Metric.ReadBytes] = read;
            summary.Add(sample);
        }

        Assert.Equal(30, summary.PerSecond(Metric.ReadBytes));
    }

    [Fact]
    public void A_counter_of_which_only_one_moment_is_known_has_no_rate()
    {
        Summary summary = new(new MetricSet(Metric.MinorFaults));
        summary.Add(Samples.At(0));

        Assert.Equal(double.NaN, summary.PerSecond(Metric.MinorFaults));
        Assert.Equal(double.NaN, summary[Metric.MinorFaults].Last);
    }

    [Fact]
    public void What_is_not_recorded_is_no_figure() => Assert.Throws<ArgumentException>(() => _summary[Metric.Pss]);

    [Fact]
    public void A_million_samples_allocate_nothing()
    {
        Sample sample = Samples.At(1, rss: 1, peak: 1, cpu: 1);
        Add(sample);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
            {
                sample.Elapsed += TimeSpan.FromMilliseconds(1);
                sample.Total[Metric.Rss] = sample.Total[Metric.PeakRss] = i;
                _summary.Add(sample);
            }
        }));
    }

    private void Add(params Sample[] samples)
    {
        foreach (Sample sample in samples)
            _summary.Add(sample);
    }

    [Fact]
    public void What_is_read_now_and_then_counts_in_the_mean_for_as_long_as_it_stood()
    {
        Summary summary = new(MetricSet.All);
        foreach ((double second, double pss) in new[] { (0, double.NaN), (1, 100.0), (2, 100), (3, 900), (4, double.NaN), (11, double.NaN) })
        {
            Sample sample = Samples.At(second, rss: 1000);
            sample.Total[Metric.Pss] = pss;
            summary.Add(sample);
        }

        Assert.Equal(((2 * 100) + (8 * 900)) / 10.0, summary.Mean(Metric.Pss), 9);
        Assert.Equal((1100 / 3.0, 1000), (summary[Metric.Pss].Mean, summary.Mean(Metric.Rss)));
        Assert.Equal(double.NaN, summary.Mean(Metric.Uss));
    }
}
