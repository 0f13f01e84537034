using System.Globalization;
using System.Text;
using MemoryTracker.Recordings.Replay;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Recordings.Replay;

public class DecimalCellTests
{
    [Fact]
    public void Every_number_is_the_one_that_the_framework_reads()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            int places = new[] { 0, 3, 6, random.Next(1, 8) }[i % 4];
            long number = random.NextInt64((long)Math.Pow(10, random.Next(1, 16)));
            decimal told = number / (decimal)Math.Pow(10, places);
            string text = told.ToString(FormattableString.Invariant($"F{places}"), CultureInfo.InvariantCulture);

            Assert.True(DecimalCell.TryRead(Encoding.UTF8.GetBytes(text + ",x"), 0, out long mantissa, out int read, out int length));
            Assert.True(DecimalCell.TryValue(mantissa, read, out double value));
            Assert.Equal((number, places, text.Length), (mantissa, read, length));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
            // What is rounded to decimals where it arises is the same number again.
            if (places == 3)
                Assert.Equal(Math.Round(value, 3), value);
            if (places == 6)
                Assert.Equal(number / 1e6, value);
        }
    }

    [Theory]
    [InlineData("0", 0, 0, 1)]
    [InlineData("00000000000012", 12, 0, 14)]
    [InlineData("12345678", 12345678, 0, 8)]
    [InlineData("123456789.5\u00ff", 1234567895, 1, 11)]
    [InlineData("999999999999999999", 999_999_999_999_999_999, 0, 18)]
    [InlineData("1.5.5", 15, 1, 3)]
    [InlineData("7:", 7, 0, 1)]
    [InlineData("7/", 7, 0, 1)]
    public void It_ends_at_what_is_no_digit(string text, long number, int decimals, int bytes)
    {
        Assert.True(DecimalCell.TryRead(Encoding.UTF8.GetBytes(text), 0, out long mantissa, out int places, out int length));
        Assert.Equal((number, decimals, bytes), (mantissa, places, length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("5.x")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("1234567890123456789")]
    [InlineData("1234567890.123456789")]
    [InlineData("99999999999999999999999999999999")]
    public void Anything_else_is_none(string text) => Assert.False(DecimalCell.TryRead(Encoding.UTF8.GetBytes(text), 0, out _, out _, out _));
}
