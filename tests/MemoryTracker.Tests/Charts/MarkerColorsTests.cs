using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using SkiaSharp;
using static MemoryTracker.Tests.Charts.MarkerSamples;

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerColorsTests
{
    private static readonly Palette Light = Palette.Of(ChartTheme.Light);

    [Fact]
    public void Equal_names_have_equal_colours_and_different_ones_different_colours_while_there_are_some()
    {
        Marker[] markers = [.. Enumerable.Range(0, 30).Select(i => Moment(i, "name " + (i % 8)))];
        MarkerColors colors = new(Light.Markers, markers);
        Assert.Equal(Light.Markers, markers[..8].Select(colors.Of));
        Assert.All(markers, marker => Assert.Equal(colors.Of(markers[(int)marker.At.TotalSeconds % 8]), colors.Of(marker)));
    }

    [Fact]
    public void The_colour_asked_for_wins_and_takes_none_from_the_palette()
    {
        Marker[] markers = [Moment(0, "a", "#123456"), Moment(1, "b"), Moment(2, "c", "no colour")];
        MarkerColors colors = new(Light.Markers, markers);
        Assert.Equal([new SKColor(0x12, 0x34, 0x56), Light.Markers[0]], markers[..2].Select(colors.Of));
        Assert.Contains(colors.Of(markers[2]), Light.Markers);
    }

    [Fact]
    public void However_many_names_there_are_equal_ones_have_equal_colours()
    {
        Marker[] markers = [.. Enumerable.Range(0, 1000).Select(i => Moment(i, "name " + i))];
        SKColor[] once = Array.ConvertAll(markers, new MarkerColors(Light.Markers, markers).Of);
        Assert.Equal(once, Array.ConvertAll(markers, new MarkerColors(Light.Markers, markers).Of));
        Assert.All(Light.Markers, color => Assert.InRange(once.Count(color.Equals), 60, 200));
    }

    [Theory]
    [InlineData(ChartTheme.Light)]
    [InlineData(ChartTheme.Dark)]
    public void Colours_stay_apart_for_colour_blind_eyes_too(ChartTheme theme)
    {
        Palette palette = Palette.Of(theme);
        SKColor[] colors = [.. palette.Markers, palette.LineOf(Metric.Rss), palette.LineOf(Metric.Cpu).WithAlpha(byte.MaxValue)];
        Assert.Equal(8, palette.Markers.Distinct().Count());
        for (int i = 0; i < colors.Length; i++)
        {
            for (int j = 0; j < i; j++) Assert.True(ColorVision.Distance(colors[i], colors[j]) > 20, $"{colors[i]} {colors[j]}: {ColorVision.Distance(colors[i], colors[j])}");
        }
    }
}
