using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using SkiaSharp;
using static MemoryTracker.Tests.Charts.MarkerSamples;

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerColorsTests
{
    /// <summary>What is left of linear red, green and blue for eyes without one kind of cone (Machado et al. 2009, severity 1).</summary>
    private static readonly float[][] Eyes =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f, 0.099216f, -0.003882f, -0.048116f, 1.051998f],
        [0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f, 0.047413f, -0.011820f, 0.042940f, 0.968881f],
    ];

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
        foreach (float[] eye in Eyes)
        {
            (double, double, double)[] seen = Array.ConvertAll(colors, color => Seen(color, eye));
            for (int i = 0; i < colors.Length; i++)
            {
                for (int j = 0; j < i; j++) Assert.True(Distance(seen[i], seen[j]) > 20, $"{colors[i]} {colors[j]}: {Distance(seen[i], seen[j])}");
            }
        }
    }

    private static double Distance((double L, double A, double B) one, (double L, double A, double B) other) =>
        Math.Sqrt(Math.Pow(one.L - other.L, 2) + Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));

    /// <summary>A colour as an eye sees it, in CIE L*a*b*.</summary>
    private static (double L, double A, double B) Seen(SKColor color, float[] eye)
    {
        double[] rgb = [Linear(color.Red), Linear(color.Green), Linear(color.Blue)];
        double red = Math.Clamp((eye[0] * rgb[0]) + (eye[1] * rgb[1]) + (eye[2] * rgb[2]), 0, 1);
        double green = Math.Clamp((eye[3] * rgb[0]) + (eye[4] * rgb[1]) + (eye[5] * rgb[2]), 0, 1);
        double blue = Math.Clamp((eye[6] * rgb[0]) + (eye[7] * rgb[1]) + (eye[8] * rgb[2]), 0, 1);
        double x = Root(((0.4124 * red) + (0.3576 * green) + (0.1805 * blue)) / 0.9505);
        double y = Root((0.2126 * red) + (0.7152 * green) + (0.0722 * blue));
        double z = Root(((0.0193 * red) + (0.1192 * green) + (0.9505 * blue)) / 1.089);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte channel) => channel <= 10 ? channel / 255d / 12.92 : Math.Pow(((channel / 255d) + 0.055) / 1.055, 2.4);

    private static double Root(double share) => share > 0.008856 ? Math.Cbrt(share) : (7.787 * share) + (16d / 116);
}
