using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

public class MarkerTimesTests
{
    private const long Now = 100_000_000_000_000; // 100,000 s, some 28 hours

    [Theory]
    [InlineData("3 workers up", "Moment Relative 3000000000 workers up")]
    [InlineData("3 4 workers up", "Span Relative 3000000000..4000000000 workers up")]
    [InlineData("3.5 4 workers up", "Span Relative 3500000000..4000000000 workers up")]
    [InlineData("99999999 load", "Moment Relative 99999999000000000 load")]
    [InlineData("1795525200 load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("2026-11-24T13:00:00Z load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("{\"time\":3,\"label\":\"x\"}", "Moment Relative 3000000000 x")]
    public void Since_the_start_whole_numbers_are_times_too(string line, string expected) => Assert.Equal(expected, Parsed.Line(line, MarkerClock.Relative));

    [Theory]
    [InlineData("3 workers up", "Moment 3 workers up")]
    [InlineData("12.5 load", "Moment 12.5 load")]
    [InlineData("1795525200 load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("1795525200.5 12.5 load", "Moment Realtime 1795525200500000000 12.5 load")]
    [InlineData("2026-11-24T13:00:00Z load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("{\"time\":12.5,\"label\":\"x\"}", "\"12.5\" is no time: wanted is 2026-11-24T13:00:00Z, 1795525200.123 or the like")]
    public void On_the_realtime_clock_small_numbers_are_no_times(string line, string expected) => Assert.Equal(expected, Parsed.Line(line, MarkerClock.Realtime));

    [Theory]
    [InlineData("99999.123456789 load", "Moment {0} 99999123456789 load")]
    [InlineData("1795525200.5 load", "Moment {0} 1795525200500000000 load")]
    [InlineData("99999 load", "Moment {0} 99999000000000 load")]
    [InlineData("100001 load", "Moment {0} 100001000000000 load")]
    [InlineData("100002 load", "Moment {0} 100002000000 load")]
    [InlineData("99999123 load", "Moment {0} 99999123000000 load")]
    [InlineData("99999123456 load", "Moment {0} 99999123456000 load")]
    [InlineData("99999123456789 load", "Moment {0} 99999123456789 load")]
    [InlineData("99999123456789 99999123456999 load", "Span {0} 99999123456789..99999123456999 load")]
    [InlineData("99999123 200000000 load", "Span {0} 99999123000000..200000000000000 load")]
    [InlineData("99999123 200000.0 load", "Moment {0} 99999123000000 200000.0 load")]
    [InlineData("99999 +2 load", "Span {0} 99999000000000..100001000000000 load")]
    [InlineData("3 workers up", "Moment {0} 3000000000 workers up")]
    [InlineData("999991234567890 load", "Moment 999991234567890 load")]
    [InlineData("2026-11-24T13:00:00Z load", "Moment Realtime 1795525200000000000 load")]
    [InlineData("2026-11-24T13:00:00Z 99999 load", "Moment Realtime 1795525200000000000 99999 load")]
    [InlineData("{\"time\":99999123,\"end\":200000000,\"label\":\"x\"}", "Span {0} 99999123000000..200000000000000 x")]
    [InlineData("{\"time\":99999123,\"end\":\"2026-11-24T13:00:00Z\",\"label\":\"x\"}", "begins on one clock and ends on another")]
    [InlineData("{\"time\":999991234567890,\"label\":\"x\"}", "\"999991234567890\" is no time: wanted is what that clock has shown, such as 4711.123456")]
    public void On_a_clock_of_the_machine_whole_numbers_are_of_the_coarsest_unit_that_has_been(string line, string expected)
    {
        Assert.Equal(expected.Replace("{0}", "Monotonic", StringComparison.Ordinal), Parsed.Line(line, MarkerClock.Monotonic, Now));
        Assert.Equal(expected.Replace("{0}", "Boottime", StringComparison.Ordinal), Parsed.Line(line, MarkerClock.Boottime, Now));
    }
}
