using System.Text;
using MemoryTracker.Markers;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Markers;

public class MarkerParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("\r")]
    [InlineData("# a comment")]
    [InlineData("  # another")]
    [InlineData("#12.5 load")]
    [InlineData("\ufeff")]
    [InlineData("\ufeff# a comment\r")]
    public void Blank_lines_and_comments_are_none_of_our_business(string line) => Assert.Equal("nothing", Parsed.Line(line));

    [Theory]
    [InlineData("\ufeff12.5 load\r", "Moment Relative 12500000000 load")]
    [InlineData("\ufeff{\"time\":12.5,\"label\":\"load\"}\r", "Moment Relative 12500000000 load")]
    [InlineData("12.5 load\r\r", "Moment Relative 12500000000 load\ufffd")]
    public void The_ends_of_lines_and_the_start_of_the_file_are_no_part_of_a_label(string line, string expected) => Assert.Equal(expected, Parsed.Line(line));

    [Fact]
    public void Bytes_that_are_no_text_are_marked()
    {
        byte[] line = [.. "12.5 a"u8, 0xff, (byte)'b'];

        Assert.Equal("Moment Relative 12500000000 a\ufffdb", Parsed.Describe(new MarkerParser(null).Parse(line)));
        Assert.Equal(
            "Moment Relative 1000000000 a\ufffdb\"",
            Parsed.Describe(new MarkerParser(null).Parse([.. "{\"time\":1,\"label\":\"a"u8, 0xff, .. "b\\\"\"}"u8])));
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Lines_mean_the_same_everywhere(string culture)
    {
        Assert.Equal("Moment Relative 12500000000 load", Cultures.Under(culture, () => Parsed.Line("12.5 load")));
        Assert.Equal("Span Realtime 1795525200500000000..1795525201000000000 load", Cultures.Under(culture, () => Parsed.Line("2026-11-24T13:00:00,5Z 2026-11-24T13:00:01Z load")));
        Assert.Equal("Span Relative 1500000000..2000000000 é", Cultures.Under(culture, () => Parsed.Line("{\"TIME\":1.5,\"end\":2,\"TITLE\":\"\\u00E9\"}")));
        Assert.Equal("Moment Relative 1500000000 i", Cultures.Under(culture, () => Parsed.Last("TIME;TITLE", "1.5;i")));
    }

    [Theory]
    [InlineData("12.5 ")]
    [InlineData("\"a,")]
    [InlineData("\"\",")]
    [InlineData(",")]
    [InlineData("\"")]
    [InlineData("1")]
    [InlineData("1.1")]
    [InlineData("2026-11-24 13:00:00,")]
    [InlineData("B|1|")]
    [InlineData("FUNC 1.0 ")]
    [InlineData("{\"tags\":[")]
    [InlineData("\\")]
    [InlineData("\0")]
    [InlineData("\t")]
    public void Megabytes_on_one_line_take_no_more_than_their_time(string part)
    {
        // Anything but linear would take hours.
        MarkerParser parser = new(null);
        byte[] line = Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, part, 1_000_000).ToString());
        for (int round = 0; round < 2; round++)
        {
            string label = parser.Parse(line).Mark?.Label ?? "";
            Assert.InRange(Encoding.UTF8.GetByteCount(label), 0, Marker.LongestLabel);
            _ = parser.Parse("time,label"u8);
        }
    }
}
