using System.Text;

namespace MemoryTracker.Tests;

public class SafeTextTests
{
    [Theory]
    [InlineData("plain text, (brackets) and \"quotes\" \\ too")]
    [InlineData("naïve 漢字 🦀 ½ é")]
    [InlineData("שלום عربى")]
    [InlineData("")]
    public void Good_text_stays_as_it_is(string text)
    {
        Assert.Equal(text, SafeText.Clean(text));
        Assert.Equal(text, SafeText.Clean(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\0b")]
    [InlineData("a\eb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u009bb")]
    [InlineData("a\u061cb")]
    [InlineData("a\u200eb")]
    [InlineData("a\u200fb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\u202ab")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u2069b")]
    public void What_steers_a_terminal_or_the_direction_of_text_is_marked(string text)
    {
        Assert.Equal("a\ufffdb", SafeText.Clean(text));
        Assert.Equal("a\ufffdb", SafeText.Clean(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, (byte)'b' }, "\ufffdb")]
    [InlineData(new byte[] { (byte)'a', 0xc3 }, "a\ufffd")]
    [InlineData(new byte[] { 0xe2, 0x82, (byte)'b' }, "\ufffdb")]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, "\ufffd\ufffd\ufffd")]
    [InlineData(new byte[] { 0xc0, 0xaf }, "\ufffd\ufffd")]
    [InlineData(new byte[] { 0x9b, (byte)'2', (byte)'J' }, "\ufffd2J")]
    public void Bytes_that_are_no_UTF8_are_marked(byte[] bytes, string safe) => Assert.Equal(safe, SafeText.Clean(bytes));

    [Fact]
    public void Half_a_surrogate_pair_is_marked() => Assert.Equal("a\ufffdb", SafeText.Clean("a\ud800b"));

    [Theory]
    [InlineData("abcd", "abcd")]
    [InlineData("abcde", "abc…")]
    [InlineData("ab🦀d", "ab…")]
    [InlineData("a🦀de", "a🦀…")]
    [InlineData("🦀🦀🦀", "🦀…")]
    public void Shortened_it_has_whole_characters(string text, string shortened) => Assert.Equal(shortened, SafeText.Shorten(text, 4));

    [Fact]
    public void Every_byte_at_every_place_fits_into_the_room_that_is_asked_for()
    {
        byte[] room = new byte[2 * SafeText.MaxGrowth];
        for (int first = 0; first <= byte.MaxValue; first++)
        {
            for (int second = 0; second <= byte.MaxValue; second++)
                Assert.InRange(SafeText.Clean([(byte)first, (byte)second], room), 1, room.Length);
        }
    }
}
