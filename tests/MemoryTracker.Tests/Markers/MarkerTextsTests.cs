using System.Text;
using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

public class MarkerTextsTests
{
    [Theory]
    [InlineData("  load \t", "load")]
    [InlineData("\u00a0load\u3000", "load")]
    [InlineData("a\tb\0c\ed", "a\ufffdb\ufffdc\ufffdd")]
    [InlineData("a\u202eb", "a\ufffdb")]
    [InlineData("", "")]
    [InlineData(" \u2003 ", "")]
    public void A_label_is_trimmed_and_safe(string text, string label) => Assert.Equal(label, new MarkerTexts().Label(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("x", 4096, "")]
    [InlineData("x", 4097, "…")]
    [InlineData("é", 2048, "")]
    [InlineData("é", 2049, "…")]
    [InlineData("漢", 1365, "")]
    [InlineData("漢", 1366, "…")]
    [InlineData("🦀", 1024, "")]
    [InlineData("🦀", 1025, "…")]
    [InlineData("\u0001", 1365, "")]
    [InlineData("\u0001", 1366, "…")]
    [InlineData("🦀", 100_000, "…")]
    public void A_long_label_is_cut_between_two_characters_and_says_so(string character, int times, string ending)
    {
        string label = new MarkerTexts().Label(Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, character, times).ToString()));

        string clean = SafeText.Clean(character);
        Assert.InRange(Encoding.UTF8.GetByteCount(label), Marker.LongestLabel - 6, Marker.LongestLabel);
        Assert.Equal(ending, label.Replace(clean, "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_shows_no_broken_character_that_was_whole()
    {
        for (int offset = 0; offset < 8; offset++)
            Assert.DoesNotContain("\ufffd", new MarkerTexts().Label(Encoding.UTF8.GetBytes(new string('x', offset) + string.Concat(Enumerable.Repeat("🦀", 2_000)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_is_shorter()
    {
        string tag = new MarkerTexts().Tag(Encoding.UTF8.GetBytes(new string('x', 300)));

        Assert.Equal(new string('x', 253) + "…", tag);
    }

    [Fact]
    public void Equal_labels_are_one_string()
    {
        MarkerTexts texts = new();
        string first = texts.Label("load"u8);

        Assert.Same(first, texts.Label(" load "u8));
        for (int i = 0; i < 100_000; i++)
            Assert.Equal($"load {i}", texts.Label(Encoding.UTF8.GetBytes($"load {i}")));
    }

    [Theory]
    [InlineData("soon", "\"soon\"")]
    [InlineData("\e[2J", "\"\ufffd[2J\"")]
    [InlineData("0123456789012345678901234567890123456789", "\"0123456789012345678901234567890123456789\"")]
    [InlineData("01234567890123456789012345678901234567890", "\"012345678901234567890123456789012345678…\"")]
    [InlineData("🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀", "\"🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀…\"")]
    public void A_quote_is_short_and_safe(string text, string quote) => Assert.Equal(quote, MarkerTexts.Quote(Encoding.UTF8.GetBytes(text)));
}
