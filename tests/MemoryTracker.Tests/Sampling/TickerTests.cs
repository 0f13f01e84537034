using MemoryTracker.Sampling;

namespace MemoryTracker.Tests.Sampling;

/// <summary>The schedule against a clock that the test sets, in nanoseconds.</summary>
public class TickerTests
{
    private const long Start = 1_000_000_000_123;
    private const long Millisecond = 1_000_000;

    [Theory]
    [InlineData(1_000)]
    [InlineData(10)]
    [InlineData(0.05)]
    [InlineData(0.3333)]
    public void Tick_n_is_due_n_intervals_after_the_first(double milliseconds)
    {
        long interval = (long)(milliseconds * Millisecond);
        Ticker ticker = Started(milliseconds);
        for (int n = 1; n <= 100_000; n++)
        {
            Assert.Equal(Start + (n * interval), ticker.Deadline);
            Assert.Equal(0, ticker.Take(ticker.Deadline));
        }

        Assert.Equal(0, ticker.Missed);
    }

    [Fact]
    public void Being_late_moves_no_later_tick()
    {
        Ticker ticker = Started(10);

        Assert.Equal(3 * Millisecond, ticker.Take(Start + (13 * Millisecond)));

        Assert.Equal(Start + (20 * Millisecond), ticker.Deadline);
        Assert.Equal(0, ticker.Missed);
    }

    [Theory]
    [InlineData(19.999, 0, 9.999, 20)]
    [InlineData(20, 1, 0, 30)]
    [InlineData(20.001, 1, 0.001, 30)]
    [InlineData(49, 3, 9, 50)]
    [InlineData(50, 4, 0, 60)]
    public void Ticks_that_are_over_are_skipped_and_counted(double now, long skips, double late, double next)
    {
        Ticker ticker = Started(10);

        Assert.Equal((long)(late * Millisecond), ticker.Take(Start + (long)(now * Millisecond)));

        Assert.Equal(skips, ticker.Missed);
        Assert.Equal(Start + (long)(next * Millisecond), ticker.Deadline);
    }

    [Fact]
    public void Skipped_ticks_add_up_and_with_those_taken_they_are_all()
    {
        Ticker ticker = Started(10);
        long taken = 0;
        long now = Start;
        for (; taken < 10_000; taken++)
        {
            now = ticker.Deadline + (taken * 7_919 % 35_000 * 1_000);
            _ = ticker.Take(now);
        }

        Assert.Equal((now - Start) / (10 * Millisecond), taken + ticker.Missed);
        Assert.NotEqual(0, ticker.Missed);
    }

    [Theory]
    [InlineData(0, 10.1, 10, false)]
    [InlineData(9.9, 10.1, 10, false)]
    [InlineData(0, 19.999, 10, false)]
    [InlineData(0, 20, 10, true)]
    [InlineData(10.5, 20.1, 10, false)]
    [InlineData(19.9, 30, 10, true)]
    [InlineData(20.1, 20.2, 10, false)]
    [InlineData(0, 1e9, 0, false)]
    public void A_gap_is_told_from_the_times_of_two_samples(double before, double now, double interval, bool isGap) => Assert.Equal(
        isGap, Ticker.SkipsBetween(TimeSpan.FromMilliseconds(before), TimeSpan.FromMilliseconds(now), TimeSpan.FromMilliseconds(interval)));

    [Fact]
    public void After_a_billion_ticks_of_50_µs_nothing_has_drifted()
    {
        const long Interval = 50_000;
        const long Billion = 1_000_000_000;
        Ticker ticker = Started(0.05);

        Assert.Equal(17, ticker.Take(Start + (Billion * Interval) + 17));

        Assert.Equal(Billion - 1, ticker.Missed);
        Assert.Equal(Start + ((Billion + 1) * Interval), ticker.Deadline);
        Assert.Equal(0, ticker.Take(ticker.Deadline));
        Assert.Equal(Billion - 1, ticker.Missed);
    }

    [Fact]
    public void Without_an_interval_every_moment_is_a_tick_and_none_is_ever_missed()
    {
        Ticker ticker = Started(0);

        Assert.Equal(0, ticker.Take(Start + 5));
        Assert.Equal(0, ticker.Take(Start + (5_000 * Millisecond)));
        Assert.Equal(0, ticker.Missed);
        Assert.InRange(ticker.Deadline, 0, Start);
    }

    [Fact]
    public void A_century_between_ticks_does_not_overflow()
    {
        TimeSpan century = TimeSpan.FromDays(36_525);
        Ticker ticker = new(century);
        ticker.Start(Start);

        Assert.Equal(Start + (century.Ticks * 100), ticker.Deadline);
    }

    [Fact]
    public void Time_does_not_run_backwards() => Assert.Throws<ArgumentOutOfRangeException>(() => new Ticker(TimeSpan.FromTicks(-1)));

    private static Ticker Started(double milliseconds)
    {
        Ticker ticker = new(TimeSpan.FromMicroseconds(milliseconds * 1000));
        ticker.Start(Start);
        return ticker;
    }
}
