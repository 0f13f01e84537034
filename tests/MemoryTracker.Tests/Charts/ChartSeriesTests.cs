using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Charts;

/// <summary>From samples to the series that are drawn.</summary>
public sealed class ChartSeriesTests
{
    private const double Unknown = double.NaN;

    [Fact]
    public void Metrics_come_in_the_order_of_the_table_and_each_once() => Assert.Equal(
        [Metric.Rss, Metric.Cpu, Metric.Threads], new ChartSeries(TimeSpan.FromSeconds(1), Metric.Threads, Metric.Cpu, Metric.Rss, Metric.Cpu).All.Select(one => one.Metric));

    [Fact]
    public void What_counts_up_is_its_growth_a_second_and_the_first_sample_has_none()
    {
        SeriesPoint[] points = PointsOf(Metric.ReadBytes, (0, 0), (1, 500), (3, 500), (3.5, 1500));

        Assert.Equal([(0, 1, 500), (1, 3, 0), (3, 3.5, 2000)], points.Select(Told));
        Assert.Equal([false, true, true], points.Select(point => point.IsJoined));
    }

    [Fact]
    public void An_unknown_counter_is_a_gap_of_both_its_intervals() => Assert.Equal(
        [(0, 1, 10), (3, 4, 70)], PointsOf(Metric.MinorFaults, (0, 0), (1, 10), (2, Unknown), (3, 30), (4, 100)).Select(Told));

    [Fact]
    public void Two_counts_of_one_microsecond_are_one() => Assert.Equal(
        [(0, 1, 10), (1, 2, 20)], PointsOf(Metric.MinorFaults, (0, 0), (1, 10), (1, 25), (2, 30)).Select(Told));

    [Fact]
    public void Over_missed_ticks_growth_is_known_and_moments_are_not()
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), Metric.Rss, Metric.ReadBytes);
        Add(series, 0, (Metric.Rss, 5), (Metric.ReadBytes, 0));
        Add(series, 4, followsGap: true, hasEnded: false, (Metric.Rss, 6), (Metric.ReadBytes, 8));

        Assert.False(series.All[0].Series.Points.Last().IsJoined);
        Assert.Equal((0, 4, 2), Told(series.All[1].Series.Points.Single()));
    }

    [Fact]
    public void CPU_time_is_its_total() =>
        Assert.Equal([0, 0.25, 0.75], PointsOf(Metric.CpuTime, (0, 0), (1, 0.25), (2, 0.75)).Select(point => point.Value));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parts_are_stacked_where_all_are_drawn_with_what_they_sum_to(bool hasRss)
    {
        Metric[] parts = [Metric.Anon, Metric.File, Metric.Shmem];
        ChartSeries series = new(TimeSpan.FromSeconds(1), hasRss ? [.. parts, Metric.Rss] : parts);
        Add(series, 0, (Metric.Rss, 111), (Metric.Anon, 100), (Metric.File, 10), (Metric.Shmem, 1));

        Assert.Equal(hasRss ? [111, 100, 110, 111] : [100, 10, 1], series.All.Select(one => one.Series.Points.Single().Value));
        Assert.Equal(hasRss ? 3 : 0, series.All.Count(one => one.IsStacked));
    }

    [Fact]
    public void Where_a_part_is_unknown_what_stands_on_it_is_too()
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), MetricSet.Memory.InOrder);
        Add(series, 0, (Metric.Rss, 111), (Metric.Anon, 100), (Metric.File, Unknown), (Metric.Shmem, 1));

        Assert.Equal([1, 0, 1, 0, 0], series.All.Select(one => one.Series.Count));
    }

    [Fact]
    public void A_figure_of_page_tables_is_held_until_the_next_and_no_longer_than_the_process_lives()
    {
        ChartedSeries pss = Feed(Metric.Pss, (0, Unknown), (1, 7), (2, Unknown), (3, Unknown), (4, 9), (5, Unknown));

        Assert.Equal([(1, 7), (4, 9)], pss.Series.Points.Select(Moment));
        Assert.Equal([(1, 7), (2, 7), (3, 7), (4, 9), (5, 9)], pss.Held!.Points.Select(Moment));
        Assert.All(pss.Series.Points, point => Assert.False(point.IsJoined));
        Assert.Equal(1, pss.Held.Points.Count(point => !point.IsJoined));
    }

    [Fact]
    public void It_is_not_held_over_missed_ticks_nor_after_the_end()
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), Metric.Pss);
        Add(series, 0, (Metric.Pss, 7));
        Add(series, 1);
        Add(series, 9, followsGap: true, hasEnded: false);
        Add(series, 10, followsGap: false, hasEnded: true);

        SeriesPoint[] held = [.. series.All[0].Held!.Points];
        Assert.Equal([(0, 7), (1, 7), (9, 7)], held.Select(Moment));
        Assert.Equal([false, true, false], held.Select(point => point.IsJoined));
    }

    [Fact]
    public void Only_figures_of_page_tables_are_held() => Assert.All(
        new ChartSeries(TimeSpan.FromSeconds(1), Metric.All).All,
        one => Assert.Equal(one.Metric.From.File.EndsWith("smaps_rollup", StringComparison.Ordinal), one.Held is not null));

    [Fact]
    public void A_missing_rate_of_CPU_is_no_gap() => Assert.Equal(
        [(0, 2, 50), (2, 3, 60)], PointsOf(Metric.CpuUser, (0, Unknown), (1, Unknown), (2, 50), (3, 60)).Select(Told));

    [Fact]
    public void Where_nobody_was_there_a_rate_of_CPU_is_a_gap_and_the_next_is_of_the_time_since()
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), Metric.Cpu, Metric.Pss);
        Sample[] samples = [.. new[] { Unknown, 50, Unknown, Unknown, Unknown, 60 }.Select((cpu, second) => Samples.At(second, cpu: cpu, pid: null))];
        samples[1].Total[Metric.Pss] = 7;
        samples[2].HasNobody = samples[3].HasNobody = true;
        foreach (Sample sample in samples)
            series.Add(sample);

        ChartedSeries cpu = series.All.Single(one => one.Metric == Metric.Cpu);
        Assert.Equal([(0, 1, 50), (3, 5, 60)], cpu.Series.Points.Select(Told));
        Assert.All(cpu.Series.Points, point => Assert.False(point.IsJoined));
        Assert.Equal([(1, 7)], series.All.Single(one => one.Metric == Metric.Pss).Held!.Points.Select(Moment));
    }

    [Fact]
    public void A_missing_peak_is_one() => Assert.Equal(
        [(1, 2, 50)], PointsOf(Metric.PeakRss, (0, Unknown), (1, Unknown), (2, 50), (3, Unknown)).Select(Told));

    private static SeriesPoint[] PointsOf(Metric metric, params (double Seconds, double Figure)[] figures) => [.. Feed(metric, figures).Series.Points];

    private static ChartedSeries Feed(Metric metric, params (double Seconds, double Figure)[] figures)
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), metric);
        foreach ((double seconds, double figure) in figures) Add(series, seconds, (metric, figure));
        return Assert.Single(series.All);
    }

    private static void Add(ChartSeries series, double seconds, params (Metric Metric, double Figure)[] figures) => Add(series, seconds, followsGap: false, hasEnded: false, figures);

    private static void Add(ChartSeries series, double seconds, bool followsGap, bool hasEnded, params (Metric Metric, double Figure)[] figures)
    {
        Sample sample = Samples.At(seconds);
        (sample.FollowsGap, sample.HasEnded) = (followsGap, hasEnded);
        foreach ((Metric metric, double figure) in figures) sample.Total[metric] = figure;
        series.Add(sample);
    }

    private static (double Since, double At, double Value) Told(SeriesPoint point) => (point.SinceNanoseconds / 1e9, point.ElapsedNanoseconds / 1e9, point.Value);

    private static (double At, double Value) Moment(SeriesPoint point) => (point.ElapsedNanoseconds / 1e9, point.Value);

    [Fact]
    public void A_copy_is_what_was_known_then_whatever_comes_later()
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), Metric.Rss, Metric.Pss);
        for (int i = 0; i < 10; i++)
            series.Add(With(Samples.At(i, rss: 100 + i), pss: i));

        ChartSeries copy = series.Copy();
        SeriesPoint[][] then = Points(copy);
        for (int i = 10; i < 20_000; i++)
            series.Add(With(Samples.At(i, rss: 900 + i), pss: double.NaN));

        Assert.Equal(then, Points(copy));
        Assert.Equal([10, 10], copy.All.Select(one => one.Series.Count));
        Assert.Equal(109, copy.All[0].Series.Highest);
        Assert.Equal(20_899, series.All[0].Series.Highest);
        Assert.Equal(10, copy.All[1].Held!.Count);
        Assert.Equal(20_000, series.All[1].Held!.Count);
    }

    private static SeriesPoint[][] Points(ChartSeries series) => [.. series.All.Select(one => one.Series.Points.ToArray())];

    private static Sample With(Sample sample, double pss)
    {
        sample.Total[Metric.Pss] = pss;
        return sample;
    }
}
