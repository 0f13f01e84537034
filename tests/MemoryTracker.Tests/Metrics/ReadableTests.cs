using System.Globalization;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Metrics;

public class ReadableTests
{
    private const double KiB = 1024;
    private const double MiB = KiB * 1024;
    private const double GiB = MiB * 1024;

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(980, "980 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1023.6, "1.00 KiB")]
    [InlineData(KiB, "1.00 KiB")]
    [InlineData(1.25 * KiB, "1.25 KiB")]
    [InlineData(10 * KiB, "10.0 KiB")]
    [InlineData(1023.94 * KiB, "1023.9 KiB")]
    [InlineData(1023.96 * KiB, "1.00 MiB")]
    [InlineData(412.34 * MiB, "412.3 MiB")]
    [InlineData(1023.96 * MiB, "1.00 GiB")]
    [InlineData(1.25 * GiB, "1.25 GiB")]
    [InlineData(5 * 1024 * GiB, "5.00 TiB")]
    [InlineData(9.3e18, "8.07 EiB")]
    [InlineData(2e21, "1734.7 EiB")]
    [InlineData(-1, "-1 B")]
    [InlineData(-1.5 * MiB, "-1.50 MiB")]
    [InlineData(-1023.96 * KiB, "-1.00 MiB")]
    public void Bytes_are_in_the_largest_unit_that_leaves_one_before_the_point(double bytes, string text) => Assert.Equal(text, Readable.Bytes(bytes));

    [Theory]
    [InlineData(0, "0.0 %")]
    [InlineData(45.24, "45.2 %")]
    [InlineData(99.96, "100.0 %")]
    [InlineData(1250, "1250.0 %")]
    public void Percent_has_one_decimal(double percent, string text) => Assert.Equal(text, Readable.Percent(percent));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(1, "1 µs")]
    [InlineData(85.4, "85 µs")]
    [InlineData(999, "999 µs")]
    [InlineData(999.6, "1 ms")]
    [InlineData(1_000, "1 ms")]
    [InlineData(12_540, "12.5 ms")]
    [InlineData(99_949, "99.9 ms")]
    [InlineData(99_951, "100 ms")]
    [InlineData(100_400, "100 ms")]
    [InlineData(999_400, "999 ms")]
    [InlineData(999_600, "1 s")]
    [InlineData(3_250_000, "3.25 s")]
    [InlineData(59_990_000, "59.99 s")]
    [InlineData(59_996_000, "1:00")]
    [InlineData(123_000_000, "2:03")]
    [InlineData(3_599_600_000, "1:00:00")]
    [InlineData(3_723_000_000, "1:02:03")]
    [InlineData(86_399_700_000, "1 d 00:00:00")]
    [InlineData(435_723_000_000, "5 d 01:02:03")]
    [InlineData(-12_500, "-12.5 ms")]
    [InlineData(-123_000_000, "-2:03")]
    public void A_length_of_time_is_as_short_as_it_may_be(double microseconds, string text) =>
        Assert.Equal(text, Readable.Duration(TimeSpan.FromMicroseconds(microseconds)));

    [Theory]
    [InlineData(0, "0:00.00")]
    [InlineData(3.504, "0:03.50")]
    [InlineData(59.99, "0:59.99")]
    [InlineData(60, "1:00")]
    [InlineData(725, "12:05")]
    [InlineData(3723, "1:02:03")]
    [InlineData(435_723, "5 d 01:02:03")]
    public void A_moment_is_as_a_clock_reads_it(double seconds, string text) => Assert.Equal(text, Readable.Moment(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(2.5, "2.5")]
    [InlineData(2.04, "2")]
    [InlineData(99.94, "99.9")]
    [InlineData(99.96, "100")]
    [InlineData(1234567.6, "1,234,568")]
    [InlineData(-3, "-3")]
    public void A_plain_number_has_a_decimal_where_a_mean_needs_one(double number, string text) => Assert.Equal(text, Readable.Number(number));

    [Theory]
    [InlineData(Unit.Bytes, "1.50 KiB")]
    [InlineData(Unit.Percent, "1536.0 %")]
    [InlineData(Unit.Count, "1,536")]
    [InlineData(Unit.Seconds, "25:36")]
    public void A_figure_has_its_own_unit(Unit unit, string text) => Assert.Equal(text, Readable.Figure(1536, unit));

    [Theory]
    [InlineData(Unit.Bytes)]
    [InlineData(Unit.Percent)]
    [InlineData(Unit.Seconds)]
    [InlineData(Unit.Count)]
    public void What_is_unknown_is_a_dash_and_never_0(Unit unit) => Assert.Equal("–", Readable.Figure(double.NaN, unit));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void The_reader_s_culture_changes_nothing(string culture) => Assert.Equal(
        ["-1.50 MiB", "-45.2 %", "-12.5 ms", "5 d 01:02:03", "0:03.50"],
        Cultures.Under(culture, () => (string[])
        [
            Readable.Bytes(-1.5 * MiB),
            Readable.Percent(-45.24),
            Readable.Duration(TimeSpan.FromMilliseconds(-12.5)),
            Readable.Duration(TimeSpan.FromSeconds(435_723)),
            Readable.Moment(TimeSpan.FromSeconds(3.504)),
        ]));

    [Fact]
    public void The_hostile_culture_is_one() => Assert.Equal("−1,5", Cultures.Under("hostile", () => (-1.5).ToString(CultureInfo.CurrentCulture)));

    [Theory]
    [InlineData("0:03.00", "0:03.25", "between 0:03.00 and 0:03.25")]
    [InlineData("1:03", "1:03", "at 1:03")]
    public void Two_moments_that_read_alike_are_told_as_one(string from, string to, string told) => Assert.Equal(told, Readable.Between(from, to));
}
