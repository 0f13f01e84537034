using System.Text;
using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

public class MarkerLabelTests
{
    [Theory]
    [InlineData("load done", "load done")]
    [InlineData("  load\tdone \n", "load\ufffddone")]
    [InlineData("\e[31mred", "\ufffd[31mred")]
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    public void A_label_is_made_safe_to_show(string text, string expected) => Assert.Equal(expected, MarkerLabel.Clean(text));

    [Theory]
    [InlineData("a", 4096)]
    [InlineData("ä", 2048)]
    [InlineData("€", 1365)]
    [InlineData("😀", 1024)]
    [InlineData("\0", 1365)]
    public void It_is_cut_between_two_characters(string character, int kept)
    {
        string longest = string.Concat(Enumerable.Repeat(character, kept));

        string label = MarkerLabel.Clean(longest + character);

        Assert.Equal(longest.Replace('\0', '\ufffd'), label);
        Assert.Equal(label, MarkerLabel.Clean(longest));
        Assert.InRange(Encoding.UTF8.GetByteCount(label), Marker.LongestLabel - 3, Marker.LongestLabel);
    }

    [Fact]
    public void A_character_that_would_be_halved_is_left_out() =>
        Assert.Equal(new string('a', 4095), MarkerLabel.Clean(new string('a', 4095) + "😀 and more"));

    [Fact]
    public void A_huge_label_is_cut_too() => Assert.Equal(new string('a', 4096), MarkerLabel.Clean(new string('a', 3_000_000)));
}
