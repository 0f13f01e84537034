using MemoryTracker.Procfs;
using MemoryTracker.Sampling;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Sampling;

public class RatesTests
{
    [Theory]
    [InlineData(0L, 0L, 1_000_000_000L, 1_000_000_000L, 100.0)]
    [InlineData(0L, 0L, 1_000_000_000L, 2_500_000_000L, 250.0)]
    [InlineData(5L, 7L, 1_000_000_005L, 7L, 0.0)]
    [InlineData(0L, 0L, 3_000_000_000L, 1_000_000_000L, 33.333)]
    [InlineData(0L, 0L, 3_000_000_000L, 2_000_000_000L, 66.667)]
    [InlineData(0L, 0L, 100_000L, 1L, 0.001)]
    public void CPU_is_time_used_for_time_passed_in_percent_of_one_core(long at, long used, long nowAt, long nowUsed, double percent) =>
        Assert.Equal(percent, Rates.CpuPercent(new Reading { At = at, CpuTime = used }, new Reading { At = nowAt, CpuTime = nowUsed }));

    [Theory]
    [InlineData(null, 5L, 1L)]
    [InlineData(5L, null, 1L)]
    [InlineData(null, null, 1L)]
    [InlineData(5L, 6L, 0L)]
    [InlineData(5L, 6L, -1L)]
    public void CPU_is_unknown_where_an_end_is_or_no_time_passed(long? used, long? nowUsed, long passed) =>
        Assert.Null(Rates.CpuPercent(new Reading { CpuTime = used }, new Reading { At = passed, CpuTime = nowUsed }));

    [Theory]
    [InlineData(100L, 100L, 120L, 150L, 150L)] // rose above both ends
    [InlineData(100L, 140L, 120L, 150L, 150L)] // though it had been high before
    [InlineData(100L, 100L, 150L, 150L, null)] // the end itself is the peak
    [InlineData(150L, 100L, 120L, 150L, null)] // the beginning itself is
    [InlineData(160L, 150L, 120L, 155L, null)] // a mark below RSS: per-CPU counters, nothing is known
    [InlineData(100L, 150L, 120L, 150L, null)] // did not rise: it may be from any time before
    [InlineData(100L, 200L, 120L, 150L, null)] // fell: exec, or a reset
    [InlineData(100L, null, 120L, 150L, null)]
    [InlineData(100L, 100L, 120L, null, null)]
    [InlineData(null, 100L, 120L, 150L, null)]
    [InlineData(100L, 100L, null, 150L, null)]
    public void A_peak_between_is_known_only_when_the_mark_rose_above_both_ends(long? rss, long? mark, long? nowRss, long? nowMark, long? peak) =>
        Assert.Equal(peak, Rates.PeakBetween(new Reading { Rss = rss, HighWater = mark }, new Reading { Rss = nowRss, HighWater = nowMark }));

    [Theory]
    [InlineData(100L, 150L, 120L, 150L, 150L)] // did not rise, yet it is this interval's
    [InlineData(100L, 300L, 120L, 120L, 120L)] // set back, and nothing higher came
    [InlineData(300L << 20, 300L << 20, 40L << 20, 40L << 20, null)] // below where the interval began: exec
    [InlineData(40L << 20, 40L << 20, 38L << 20, (40L << 20) - 4096, (40L << 20) - 4096)] // the mark is rough by some pages
    [InlineData(null, null, null, null, null)]
    public void A_mark_that_was_set_back_tells_every_peak(long? rss, long? mark, long? nowRss, long? nowMark, long? peak) =>
        Assert.Equal(
            peak,
            Rates.PeakBetween(
                new Reading { Rss = rss, HighWater = mark }, new Reading { Rss = nowRss, HighWater = nowMark, IsMarkFresh = true }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_mark_of_another_program_tells_nothing_of_the_interval_of_its_exec(bool isFresh)
    {
        Reading before = new() { Rss = 100, HighWater = 100, Command = new CommandName("sh"u8) };

        Assert.Null(Rates.PeakBetween(before, new Reading { Rss = 120, HighWater = 150, IsMarkFresh = isFresh, Command = new CommandName("python3"u8) }));
        Assert.Equal(150, Rates.PeakBetween(before, new Reading { Rss = 120, HighWater = 150, IsMarkFresh = isFresh, Command = new CommandName("sh"u8) }));
    }
}
