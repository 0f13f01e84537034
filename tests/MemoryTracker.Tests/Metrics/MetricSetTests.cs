using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Metrics;

public class MetricSetTests
{
    [Fact]
    public void What_is_recorded_when_nobody_says_is_RSS_its_peaks_and_CPU()
    {
        Assert.Equal([Metric.Rss, Metric.PeakRss, Metric.Cpu], MetricSet.Default.InOrder);
        Assert.Equal([RawSource.Status, RawSource.CpuClock], MetricSet.Default.Sources);
    }

    [Fact]
    public void Each_source_is_read_once_however_many_metrics_it_has() =>
        Assert.Equal([RawSource.Stat, RawSource.Io], new MetricSet(Metric.WriteBytes, Metric.ReadBytes, Metric.CpuUser, Metric.MinorFaults).Sources);

    [Fact]
    public void PSS_brings_the_RSS_of_its_own_reading_and_USS_does_not()
    {
        Assert.True(new MetricSet(Metric.Pss).Contains(Metric.SmapsRss));
        Assert.False(new MetricSet(Metric.Uss).Contains(Metric.SmapsRss));
    }
}
