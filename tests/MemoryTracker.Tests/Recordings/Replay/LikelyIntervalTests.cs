using MemoryTracker.Recordings.Replay;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Recordings.Replay;

public class LikelyIntervalTests
{
    [Theory]
    [InlineData(1_000_000, 150, 1_000_000)]
    [InlineData(100_000, 3_000, 100_000)]
    [InlineData(250_000, 60, 250_000)]
    [InlineData(1_000, 120, 1_000)]
    [InlineData(50, 9, 50)]
    [InlineData(33_000, 70, 33_000)]
    [InlineData(33_333, 70, 0)]
    public void Samples_are_taken_shortly_after_their_ticks(int interval, int latest, int concluded)
    {
        Random random = new(1);
        long[] elapsed = [.. Enumerable.Range(0, 400).Select(tick => ((long)tick * interval) + (tick == 0 ? 0 : random.Next(latest)))];

        Assert.Equal(concluded, LikelyInterval.Of(elapsed).TotalMicroseconds);
    }

    [Fact]
    public void Missed_ticks_and_an_end_between_two_do_not_matter()
    {
        long[] elapsed = [0, 1_000_070, 2_000_080, 5_000_060, 6_000_070, 7_000_080, 7_500_000];

        Assert.Equal(TimeSpan.FromSeconds(1), LikelyInterval.Of([.. elapsed]));
    }

    [Fact]
    public void As_often_as_possible_is_no_interval()
    {
        Random random = new(1);
        long moment = 0;
        long[] elapsed = [.. Enumerable.Range(0, 1000).Select(_ => moment += 3 + (random.Next(10) == 0 ? random.Next(500) : random.Next(4)))];

        Assert.Equal(TimeSpan.Zero, LikelyInterval.Of(elapsed));
    }

    [Theory]
    [InlineData]
    [InlineData(0L, 1_000_000L, 2_000_000L)]
    [InlineData(0L, 0L, 0L, 0L, 0L)]
    public void Of_few_nothing_is_concluded(params long[] elapsed) => Assert.Equal(TimeSpan.Zero, LikelyInterval.Of(elapsed));
}
