using MemoryTracker.Cli.Terminal.Live;

namespace MemoryTracker.Tests.Cli.Terminal.Live;

public class DotCanvasTests
{
    [Theory]
    [InlineData(0, 0, 0, "⡀")]
    [InlineData(0, 3, 3, "⠁")]
    [InlineData(1, 0, 0, "⢀")]
    [InlineData(1, 3, 3, "⠈")]
    [InlineData(0, 0, 3, "⡇")]
    [InlineData(1, 1, 2, "⠰")]
    [InlineData(1, -5, 9, "⢸")]
    public void Braille_has_two_columns_of_four_dots(int x, int low, int high, string shown)
    {
        DotCanvas canvas = new(1, 1, isAscii: false);
        canvas.SetColumn(x, low, high);

        Assert.Equal((2, 4), (canvas.Width, canvas.Height));
        Assert.Equal(shown, canvas.Row(0));
    }

    [Theory]
    [InlineData(0, 0, ".")]
    [InlineData(1, 1, "'")]
    [InlineData(0, 1, ":")]
    public void Ascii_has_one_of_two(int low, int high, string shown)
    {
        DotCanvas canvas = new(1, 1, isAscii: true);
        canvas.SetColumn(0, low, high);

        Assert.Equal((1, 2), (canvas.Width, canvas.Height));
        Assert.Equal(shown, canvas.Row(0));
    }

    [Fact]
    public void The_uppermost_row_is_the_first()
    {
        DotCanvas canvas = new(2, 2, isAscii: false);
        canvas.SetColumn(2, 7, 7);

        Assert.Equal("⠀⠁", canvas.Row(0));
        Assert.Equal("⠀⠀", canvas.Row(1));
    }
}
