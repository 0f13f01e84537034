using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics.Growth;

public class GrowthSeriesTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void Stretches_that_become_one_have_the_mean_of_all_moments_and_figures()
    {
        GrowthBucket bucket = new() { First = TimeSpan.FromSeconds(10), Later = 1, Sum = 30, Lowest = 14, Count = 2 };
        bucket.Absorb(new GrowthBucket { First = TimeSpan.FromSeconds(20), Later = 5, Sum = 12, Lowest = 3, Count = 2 });

        // Of 10 and 11 s, and of 20 and 25 s.
        Assert.Equal((16.5, 10.5, 3), (bucket.Moment, bucket.Mean, bucket.Lowest));
        Assert.Equal(4, bucket.Count);
    }

    [Fact]
    public void However_many_figures_come_the_memory_is_the_same_and_nothing_is_allocated()
    {
        GrowthSeries series = new(Metric.Rss);
        Sample sample = Samples.At(0, rss: 100 * MiB);
        series.Add(sample);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i < 1_000_000; i++)
        {
            sample.Elapsed = TimeSpan.FromMilliseconds(i);
            series.Add(sample);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(series.Used, GrowthSeries.Capacity / 4, GrowthSeries.Capacity);
    }

    /// <summary>Through all the doublings of the span nothing of a line is lost.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public void A_line_is_told_exactly(int samples)
    {
        GrowthSeries series = new(Metric.Rss);
        for (int i = 0; i < samples; i++)
            series.Add(Samples.At(2 + i, rss: (100 * MiB) + (20_480 * i)));
        GrowthReport report = series.Judge();

        Assert.Equal(GrowthVerdict.Grows, report.Verdict);
        Assert.Equal(20_480, report.Slope, 0.001);
        Assert.Equal(report.From, report.Begin);
        Assert.Equal(report.Slope, report.Whole!.Slope);
        Assert.InRange(report.AtTo - report.AtFrom - (20_480 * (report.To - report.From).TotalSeconds), -1, 1);
    }

    [Fact]
    public void Unknown_figures_are_passed_over()
    {
        GrowthSeries series = new(Metric.Rss);
        for (int i = 0; i < 100; i++)
            series.Add(Samples.At(i, rss: i % 3 == 0 ? double.NaN : i * MiB));

        Assert.Equal(MiB, series.Judge().Slope, 0.001);
        Assert.Equal(66, series.Used);
    }

    [Fact]
    public void A_file_may_hold_any_number_and_any_moment()
    {
        GrowthSeries series = new(Metric.Rss);
        double[] hostile = [double.MaxValue, -double.MaxValue, double.PositiveInfinity, 0, 1e300, 5];
        for (int i = 0; i < 3_000; i++)
            series.Add(Samples.At(i / 7, rss: hostile[i % hostile.Length]));

        Assert.NotEqual(GrowthVerdict.Grows, series.Judge().Verdict);
    }

    [Fact]
    public void Any_metric_can_be_judged_and_its_unit_says_what_is_next_to_nothing()
    {
        GrowthSeries descriptors = new(Metric.All.Single(metric => metric.Name == "fds"));
        for (int i = 0; i < 100; i++)
        {
            Sample sample = Samples.At(i);
            sample.Total[descriptors.Metric] = 10 + Math.Floor(i / 4.0);
            descriptors.Add(sample);
        }

        Assert.Equal(GrowthVerdict.Grows, descriptors.Judge().Verdict);
        Assert.Equal(0.25, descriptors.Judge().Slope, 0.01);
    }
}
