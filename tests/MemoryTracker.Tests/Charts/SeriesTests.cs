using MemoryTracker.Charts;
using Xunit;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed class SeriesTests
{
    [Fact]
    public void Keeps_every_point_while_there_are_few()
    {
        Series series = new(1_000);
        for (int i = 0; i < 8192; i++) series.Add(i * 1_000L, i % 7);

        Assert.Equal(8192, series.Points.Count());
        Assert.Equal(1_000, series.SpanNanoseconds);
        Assert.All(series.Points.Index(), kept =>
            Assert.Equal((kept.Index * 1_000L, kept.Index % 7d), (kept.Item.ElapsedNanoseconds, kept.Item.Value)));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1_000)]
    [InlineData(3, 20_000)]
    [InlineData(4, 300_000)]
    public void Keeps_first_lowest_highest_and_last_of_each_span(int seed, int count)
    {
        Random random = new(seed);
        Series series = new(50);
        List<(long Time, double Value)> all = [];
        long time = 0;
        for (int i = 0; i < count; i++)
        {
            time += random.Next(200);
            double value = random.Next(1000);
            all.Add((time, value));
            series.Add(time, value);
        }

        IEnumerable<(long, double)> expected = all
            .GroupBy(point => point.Time / series.SpanNanoseconds)
            .SelectMany(span => new[] { span.First(), span.MinBy(point => point.Value), span.MaxBy(point => point.Value), span.Last() })
            .Distinct();
        IEnumerable<(long, double)> kept = series.Points.Select(point => (point.ElapsedNanoseconds, point.Value));
        Assert.Equal(expected.Order(), kept.Distinct().Order());
        Assert.Equal(count, series.Count);
    }

    [Fact]
    public void Points_come_in_the_order_of_time_and_say_where_their_interval_began()
    {
        Series series = RandomSeries(100_000);

        long before = 0;
        foreach (SeriesPoint point in series.Points)
        {
            Assert.True(point.ElapsedNanoseconds >= before);
            Assert.Equal(before, point.SinceNanoseconds);
            before = point.ElapsedNanoseconds;
        }

        Assert.Equal(series.LastNanoseconds, before);
    }

    [Fact]
    public void Extremes_survive_many_doublings()
    {
        Series series = new(1);
        for (long i = 0; i < 3_000_000; i++) series.Add(i * 1_000, i == 1_234_567 ? 9_999 : i == 2_345_678 ? -9_999 : i % 100);

        Assert.Contains(series.Points, point => (point.ElapsedNanoseconds, point.Value) == (1_234_567_000, 9_999));
        Assert.Contains(series.Points, point => (point.ElapsedNanoseconds, point.Value) == (2_345_678_000, -9_999));
        Assert.Equal(9_999, series.Highest);
        Assert.InRange(series.SpanNanoseconds, 100_000, 1_000_000);
        Assert.InRange(series.Points.Count(), 8_192, 4 * 8_192);
    }

    [Fact]
    public void What_comes_when_the_span_doubles_falls_into_the_bucket_that_has_become_wider()
    {
        Series series = new(10, capacity: 3);
        foreach ((long time, double value) in new[] { (0L, 1.0), (10, 2), (20, 1), (30, 5), (35, 3), (38, 4) }) series.Add(time, value);

        Assert.Equal(20, series.SpanNanoseconds);
        Assert.Equal([0, 10, 20, 30, 38], series.Points.Select(point => point.ElapsedNanoseconds));
    }

    [Fact]
    public void A_long_pause_costs_no_detail()
    {
        Series series = new(1_000);
        for (int i = 0; i < 100; i++) series.Add(i * 1_000L, i);
        series.Add(1_000_000_000_000, 5);

        Assert.Equal(1_000, series.SpanNanoseconds);
        Assert.Equal(101, series.Points.Count());
    }

    [Fact]
    public void An_unknown_figure_makes_a_gap_and_begins_the_next_interval()
    {
        Series series = new(10);
        series.Add(0, double.NaN);
        series.Add(10, 1);
        series.Add(20, double.PositiveInfinity);
        series.Add(30, 2);
        series.Add(40, 3);
        series.Break();
        series.Add(50, 4);

        Assert.Equal(
            [new(10, 1, 0, false), new(30, 2, 20, false), new(40, 3, 30, true), new(50, 4, 50, false)],
            series.Points);
        Assert.Equal(4, series.Count);
    }

    [Fact]
    public void A_gap_wider_than_a_span_survives_merging_and_a_narrower_one_does_not()
    {
        Series series = new(10);
        for (int i = 0; i < 100_000; i++) series.Add(i * 10L, i is (> 193 and < 205) or (> 50_000 and < 60_000) ? double.NaN : 1);

        SeriesPoint[] gaps = [.. series.Points.Where(point => !point.IsJoined)];
        Assert.Equal(2, gaps.Length);
        Assert.Equal((600_000, 599_990), (gaps[1].ElapsedNanoseconds, gaps[1].SinceNanoseconds));
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        Series series = new(1);
        series.Add(0, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 1; i <= 1_000_000; i++) series.Add(i * 997L, i & 1023);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Memory_is_fixed()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Series series = new(1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 600 * 1024);
        Assert.Equal(0, series.Count);
        Assert.True(double.IsNaN(series.Highest));
    }

    [Fact]
    public void Time_never_runs_backwards()
    {
        Series series = new(1);
        series.Add(10, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => series.Add(9, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Series(0));
    }

    [Fact]
    public void The_end_of_time_is_no_danger()
    {
        Series series = new(1);
        for (long i = 20_000; i >= 0; i--) series.Add(long.MaxValue - i, i);
        Assert.Equal(20_000, series.Highest);
    }

    private static Series RandomSeries(int count)
    {
        Random random = new(42);
        Series series = new(1);
        for (int i = 0; i < count; i++) series.Add(i * 1_000L, random.NextDouble());
        return series;
    }
}
