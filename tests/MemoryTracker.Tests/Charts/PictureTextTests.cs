using MemoryTracker.Charts.Drawing;
using SkiaSharp;
using Xunit;

namespace MemoryTracker.Tests.Charts;

public sealed class PictureTextTests
{
    [Theory]
    [InlineData("python3 (PID 1)", "python3 (PID 1)")]
    [InlineData("a\nb\tc", "a�b�c")]
    [InlineData("\u001b[31mred", "�[31mred")]
    [InlineData("abc\u202egpj.exe", "abc�gpj.exe")]
    [InlineData("", "")]
    public void Shows_what_would_hide(string text, string shown)
    {
        using SKFont font = new(EmbeddedFont.Typeface, 20);
        Assert.Equal(shown, PictureText.Fit(text, font, 10_000));
    }

    [Fact]
    public void Shows_that_half_a_pair_is_missing()
    {
        using SKFont font = new(EmbeddedFont.Typeface, 20);
        Assert.Equal("half � of a pair", PictureText.Fit("half \ud83d of a pair", font, 10_000));
    }

    [Fact]
    public void Shortens_in_the_middle_so_that_the_pid_stays()
    {
        using SKFont font = new(EmbeddedFont.Typeface, 20);
        string shown = PictureText.Fit("/usr/bin/" + new string('x', 100_000) + " (PID 12345)", font, 400);
        Assert.StartsWith("/usr/bin/x", shown, StringComparison.Ordinal);
        Assert.EndsWith("x (PID 12345)", shown, StringComparison.Ordinal);
        Assert.Contains("x…x", shown, StringComparison.Ordinal);
        Assert.InRange(font.MeasureText(shown), 370, 400);
    }

    [Fact]
    public void Shortens_a_name_at_its_end()
    {
        using SKFont font = new(EmbeddedFont.Typeface, 20);
        string shown = PictureText.FitBeginning("read " + new string('x', 100_000), font, 400);
        Assert.StartsWith("read xx", shown, StringComparison.Ordinal);
        Assert.EndsWith("x…", shown, StringComparison.Ordinal);
        Assert.InRange(font.MeasureText(shown), 370, 400);
    }
}
