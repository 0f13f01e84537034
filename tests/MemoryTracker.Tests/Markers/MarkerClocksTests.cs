using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public class MarkerClocksTests
{
    [Theory]
    [InlineData("Realtime", 1_700_000_000_000_000_000, 0)]
    [InlineData("Realtime", 1_700_000_002_250_000_000, 2.25)]
    [InlineData("Realtime", 1_699_999_999_000_000_000, -1)]
    [InlineData("Monotonic", 1_000, 0)]
    [InlineData("Monotonic", 4_500_001_000, 4.5)]
    [InlineData("Boottime", 50_000_001_000, 0)]
    [InlineData("Boottime", 51_000_001_000, 1)]
    [InlineData("Relative", 3_000_000_000, 3)]
    [InlineData("Relative", 123_456_789, 0.1234567)]
    public void A_time_on_any_clock_is_a_moment_of_the_recording(string clock, long nanoseconds, double seconds) => Assert.Equal(
        TimeSpan.FromTicks((long)Math.Round(seconds * 1e7)), Marks.Clocks.MomentOf(new MarkerTime(Enum.Parse<MarkerClock>(clock), nanoseconds)));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_time_beyond_all_measure_is_far_away(long nanoseconds)
    {
        foreach (MarkerClock clock in Enum.GetValues<MarkerClock>())
        {
            TimeSpan moment = Marks.Clocks.MomentOf(new MarkerTime(clock, nanoseconds));
            Assert.Equal(nanoseconds > 0, moment > TimeSpan.Zero);
            Assert.True(moment.Duration() > TimeSpan.FromDays(80_000));
        }
    }

    [Fact]
    public void The_present_is_what_the_clocks_show()
    {
        Assert.Equal(TimeSpan.FromSeconds(9.5), Marks.Clocks.Elapsed);
        foreach (MarkerClock clock in Enum.GetValues<MarkerClock>())
            Assert.Equal(Marks.Clocks.Elapsed, Marks.Clocks.MomentOf(new MarkerTime(clock, Marks.Clocks.Present(clock))));
    }

    [Fact]
    public void The_machines_own_clocks_agree()
    {
        MarkerClocks clocks = MarkerClocks.Now(started: 0);

        DateTime now = DateTime.UnixEpoch.AddTicks(clocks.Present(MarkerClock.Realtime) / 100);
        Assert.InRange(now, DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        Assert.True(clocks.Present(MarkerClock.Boottime) >= clocks.Present(MarkerClock.Monotonic));
    }
}
