using System.Text;
using MemoryTracker.Markers;

namespace MemoryTracker.Tests.Markers;

public class MarkerColorTests
{
    [Theory]
    [InlineData("#1a2b3c", "#1a2b3c")]
    [InlineData("#1A2B3C", "#1a2b3c")]
    [InlineData("#F0a", "#ff00aa")]
    [InlineData("red", "#ff0000")]
    [InlineData("Fuchsia", "#ff00ff")]
    [InlineData("", null)]
    [InlineData("#", null)]
    [InlineData("#12", null)]
    [InlineData("#1234", null)]
    [InlineData("#12345g", null)]
    [InlineData("#1234567", null)]
    [InlineData("1a2b3c", null)]
    [InlineData("rgb(1,2,3)", null)]
    [InlineData("red\"onclick=", null)]
    public void A_colour_is_told_in_one_way(string text, string? color) => Assert.Equal(color, MarkerColor.Parse(Encoding.UTF8.GetBytes(text)));
}
