using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Metrics;

public class TimeValueTests
{
    private const double Century = 36_525.0 * 86_400_000;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1000)]
    [InlineData("0.5", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData(" 20 ", 20)]
    [InlineData("500us", 0.5)]
    [InlineData("500µs", 0.5)]
    [InlineData("20ms", 20)]
    [InlineData("0ms", 0)]
    [InlineData("2s", 2_000)]
    [InlineData("2 s", 2_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("5min", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("3d", 259_200_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1h 30m 5.5s", 5_405_500)]
    [InlineData("1d1d", 172_800_000)]
    [InlineData("36525d", Century)]
    [InlineData("00000000000000000000000001", 1)]
    public void A_number_is_in_the_option_s_unit_unless_it_has_one(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMicroseconds(milliseconds * 1000), TimeValue.Parse(text, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void The_option_s_unit_counts() => Assert.Equal(TimeSpan.FromMinutes(1.5), TimeValue.Parse("90", TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1.5.5")]
    [InlineData("5 5")]
    [InlineData("ms")]
    [InlineData("5x")]
    [InlineData("5S")]
    [InlineData("5ms5")]
    [InlineData("s5")]
    [InlineData("5s-1s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("٥")]
    [InlineData("36525.1d")]
    [InlineData("36525d1us")]
    [InlineData("99999999999999999999999999999999999999999d")]
    public void What_is_no_time_is_none(string text) => Assert.Null(TimeValue.Parse(text, TimeSpan.FromMilliseconds(1)));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_point_is_a_point_under_every_culture(string culture) => Assert.Equal(
        TimeSpan.FromMilliseconds(1.5), Cultures.Under(culture, () => TimeValue.Parse("1.5ms", TimeSpan.FromSeconds(1))));
}
