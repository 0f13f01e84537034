using System.Text;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public class DecimalNumberTests
{
    [Theory]
    [InlineData("0", 0, false)]
    [InlineData("12", 12_000_000_000, false)]
    [InlineData("1.5", 1_500_000_000, true)]
    [InlineData("1.0", 1_000_000_000, true)]
    [InlineData("0.000000001", 1, true)]
    [InlineData("0.0000000019999", 1, true)]
    [InlineData("1732455000.123456789", 1_732_455_000_123_456_789, true)]
    [InlineData("9007199254.740993001", 9_007_199_254_740_993_001, true)]
    [InlineData("0000000000000000000000000000000000001.5", 1_500_000_000, true)]
    [InlineData("5e-05", 50_000, true)]
    [InlineData("5E-05", 50_000, true)]
    [InlineData("1.732455000123000000e+09", 1_732_455_000_123_000_000, true)]
    [InlineData("1.5e3", 1_500_000_000_000, false)]
    [InlineData("1e-1000", 0, true)]
    [InlineData("0e1000", 0, false)]
    public void Decimals_are_exact_to_the_ninth_place(string text, long nanoseconds, bool hasPlaces)
    {
        Assert.True(DecimalNumber.TryParse(Encoding.UTF8.GetBytes(text), mayHaveExponent: true, out DecimalNumber number));

        Assert.Equal(nanoseconds, number.Nanoseconds(TimeKind.Seconds));
        Assert.Equal(hasPlaces, number.HasPlaces);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1 000")]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("1.2.3")]
    [InlineData("5e")]
    [InlineData("5e1.5")]
    [InlineData("5e1001")]
    [InlineData("5e99999999999")]
    [InlineData("5e--5")]
    [InlineData("e5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("٣")]
    [InlineData("9223372036854775808")]
    [InlineData("9999999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("1e19")]
    public void What_is_no_number_is_none(string text) => Assert.False(DecimalNumber.TryParse(Encoding.UTF8.GetBytes(text), mayHaveExponent: true, out _));

    [Theory]
    [InlineData("5e-05")]
    [InlineData("5e5")]
    public void An_exponent_counts_only_where_it_may(string text) => Assert.False(DecimalNumber.TryParse(Encoding.UTF8.GetBytes(text), mayHaveExponent: false, out _));

    [Theory]
    [InlineData("1732455000123.456789", TimeKind.Milliseconds, 1_732_455_000_123_456_789)]
    [InlineData("1732455000123456.789", TimeKind.Microseconds, 1_732_455_000_123_456_789)]
    [InlineData("1732455000123456789.9", TimeKind.Nanoseconds, 1_732_455_000_123_456_789)]
    [InlineData("9223372036854775807", TimeKind.Nanoseconds, long.MaxValue)]
    [InlineData("9223372036.854775807", TimeKind.Seconds, long.MaxValue)]
    [InlineData("9223372036.854775808", TimeKind.Seconds, null)]
    [InlineData("9223372036854.775808", TimeKind.Milliseconds, null)]
    public void Any_unit_is_told_in_nanoseconds_if_they_fit(string text, object unit, long? nanoseconds)
    {
        Assert.True(DecimalNumber.TryParse(Encoding.UTF8.GetBytes(text), mayHaveExponent: false, out DecimalNumber number));

        Assert.Equal(nanoseconds, number.Nanoseconds((TimeKind)unit));
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_number_is_the_same_everywhere(string culture) =>
        Assert.Equal(1_500_000_000, Cultures.Under(culture, () => DecimalNumber.TryParse("1.5"u8, false, out DecimalNumber number) ? number.Nanoseconds(TimeKind.Seconds) : null));
}
