using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Metrics;

public class QuantityTests
{
    private const double MiB = 1 << 20;

    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("4096B", 4096)]
    [InlineData("4096 b", 4096)]
    [InlineData(".5KiB", 512)]
    [InlineData("1.", 1)]
    [InlineData("1k", 1024)]
    [InlineData("1K", 1024)]
    [InlineData("1KiB", 1024)]
    [InlineData("1kib", 1024)]
    [InlineData("1kB", 1000)]
    [InlineData("1KB", 1000)]
    [InlineData("500MiB", 500 * MiB)]
    [InlineData(" 500 MiB ", 500 * MiB)]
    [InlineData("500M", 500 * MiB)]
    [InlineData("500MB", 5e8)]
    [InlineData("1.2GB", 1.2e9)]
    [InlineData("2G", 2048 * MiB)]
    [InlineData("3TiB", 3.0 * 1048576 * MiB)]
    [InlineData("4P", 4.0 * 1073741824 * MiB)]
    [InlineData("1EB", 1e18)]
    public void Bytes(string text, double bytes) => Assert.Equal(bytes, Quantity.Parse(text, Unit.Bytes));

    [Theory]
    [InlineData("150%", Unit.Percent, 150)]
    [InlineData("150 %", Unit.Percent, 150)]
    [InlineData("0.5", Unit.Percent, 0.5)]
    [InlineData("8", Unit.Count, 8)]
    [InlineData("90", Unit.Seconds, 90)]
    [InlineData("1h30m", Unit.Seconds, 5400)]
    [InlineData("250ms", Unit.Seconds, 0.25)]
    public void Others(string text, Unit unit, double figure) => Assert.Equal(figure, Quantity.Parse(text, unit));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Points_are_points_in_every_culture(string culture)
    {
        Assert.Equal(1.5e9, Cultures.Under(culture, () => Quantity.Parse("1.5GB", Unit.Bytes)));
        Assert.Null(Cultures.Under(culture, () => Quantity.Parse("1,5GB", Unit.Bytes)));
    }

    [Theory]
    [InlineData("", Unit.Bytes)]
    [InlineData(" ", Unit.Bytes)]
    [InlineData("MiB", Unit.Bytes)]
    [InlineData(".", Unit.Bytes)]
    [InlineData("1.2.3", Unit.Bytes)]
    [InlineData("-1", Unit.Bytes)]
    [InlineData("+1", Unit.Bytes)]
    [InlineData("1e3", Unit.Bytes)]
    [InlineData("0x10", Unit.Bytes)]
    [InlineData("NaN", Unit.Bytes)]
    [InlineData("∞", Unit.Bytes)]
    [InlineData("١", Unit.Bytes)]
    [InlineData("1MiBs", Unit.Bytes)]
    [InlineData("1Mi", Unit.Bytes)]
    [InlineData("1iB", Unit.Bytes)]
    [InlineData("1 M iB", Unit.Bytes)]
    [InlineData("5%", Unit.Bytes)]
    [InlineData("5s", Unit.Bytes)]
    [InlineData("5%%", Unit.Percent)]
    [InlineData("5MiB", Unit.Percent)]
    [InlineData("8%", Unit.Count)]
    [InlineData("8k", Unit.Count)]
    [InlineData("5MiB", Unit.Seconds)]
    [InlineData("-5s", Unit.Seconds)]
    [InlineData("s", Unit.Seconds)]
    public void What_is_none(string text, Unit unit) => Assert.Null(Quantity.Parse(text, unit));

    [Fact]
    public void So_many_digits_are_none_either()
    {
        string digits = new('9', 400);

        Assert.All(Enum.GetValues<Unit>(), unit => Assert.Null(Quantity.Parse(digits, unit)));
        Assert.Null(Quantity.Parse(new string('9', 300) + "EiB", Unit.Bytes));
        Assert.Null(Quantity.ParseRate(digits + "/s", Unit.Bytes));
        Assert.Null(Quantity.ParseRate($"1{new string('0', 305)}/us", Unit.Count));
    }

    [Theory]
    [InlineData("1MiB/s", Unit.Bytes, MiB)]
    [InlineData("60 MiB / min", Unit.Bytes, MiB)]
    [InlineData("3600B/h", Unit.Bytes, 1)]
    [InlineData("5/min", Unit.Count, 5 / 60.0)]
    [InlineData("1%/ms", Unit.Percent, 1000)]
    public void Rates_are_by_the_second(string text, Unit unit, double figure) => Assert.Equal(figure, Quantity.ParseRate(text, unit)!.Value, 9);

    [Theory]
    [InlineData("")]
    [InlineData("1MiB")]
    [InlineData("/")]
    [InlineData("/s")]
    [InlineData("1MiB/")]
    [InlineData("1MiB/ ")]
    [InlineData("1MiB/2s")]
    [InlineData("1MiB/-s")]
    [InlineData("1MiB/month")]
    [InlineData("1MiB/s/s")]
    [InlineData("1MiB/d999999999999d")]
    public void What_is_no_rate(string text) => Assert.Null(Quantity.ParseRate(text, Unit.Bytes));
}
