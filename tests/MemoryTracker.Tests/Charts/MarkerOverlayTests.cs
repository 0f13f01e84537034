using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using static MemoryTracker.Tests.Charts.MarkerSamples;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerOverlayTests
{
    private static readonly Palette Light = Palette.Of(ChartTheme.Light);

    [Fact]
    public void Without_markers_there_is_nothing()
    {
        MarkerOverlay overlay = Lay([]);
        Assert.Equal((0, 0, 0), (overlay.Height, overlay.Unnamed, overlay.Ticks.Count));
    }

    [Fact]
    public void A_name_has_its_colour_also_where_only_a_part_is_shown()
    {
        Marker[] markers = [Span(-5, -4, "before"), Span(1, 2, "shown")];

        Assert.Equal(new MarkerColors(Light.Markers, markers).Of(markers[1]), Lay(markers).Colors.Of(markers[1]));
        Assert.NotEqual(new MarkerColors(Light.Markers, markers[1..]).Of(markers[1]), Lay(markers).Colors.Of(markers[1]));
    }

    [Fact]
    public void Every_marker_within_the_time_is_named_or_counted_and_has_a_tick()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            Marker[] markers = Any(random, random.Next(1, 400));
            MarkerFrame frame = Frame(random.Next(200, 2000));
            float most = random.Next(0, 200);
            MarkerOverlay overlay = new(Content(markers, leftOut: 3), frame, Light, most);

            int shown = markers.Count(frame.Shows);
            Assert.Equal(shown + 3, overlay.Flags.Count + overlay.Bars.Count + overlay.Unnamed);
            Assert.Equal(overlay.Unnamed > 3, overlay.Ticks.Count > 0);
            Assert.InRange(overlay.Ticks.Count, 0, Math.Min(overlay.Unnamed - 3, (frame.Right - frame.Left) / 2));
            Assert.InRange(overlay.Height, 0, most);
            Assert.All(overlay.Flags, flag => Assert.InRange(flag.Row, 0, overlay.Rows - 1));
            Assert.All(overlay.Bars, bar => Assert.InRange(bar.Lane, 0, overlay.Lanes - 1));
            Assert.All(overlay.Ticks, tick => Assert.InRange(tick, frame.Left, frame.Right));
        }
    }

    [Fact]
    public void Lanes_and_rows_share_what_height_there_is()
    {
        Marker[] markers = [Span(0, 90), Span(1, 80), Span(2, 70), Moment(10, "one"), Moment(10.1, "two"), Moment(10.2, "three")];
        Assert.Equal([(0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 3)], new[] { 20, 30, 50, 75, 95, 200 }.Select(Shared));

        (int, int) Shared(int most)
        {
            MarkerOverlay overlay = Lay(markers, most);
            return (overlay.Lanes, overlay.Rows);
        }
    }

    [Fact]
    public void No_more_height_is_taken_than_needed()
    {
        Assert.Equal((0, 1), (Lay([Moment(10)]).Lanes, Lay([Moment(10)]).Rows));
        Assert.Equal((1, 0), (Lay([Span(10, 20)]).Lanes, Lay([Span(10, 20)]).Rows));
    }

    [Fact]
    public void Markers_outside_of_the_time_are_not_counted()
    {
        MarkerOverlay overlay = Lay([Span(-9, -1), Moment(-0.001), Moment(0), Span(-1, 1), Moment(100), Span(99, 200), Moment(100.001), Span(101, 102)]);
        Assert.Equal((2, 2, 0), (overlay.Flags.Count, overlay.Bars.Count, overlay.Unnamed));
    }

    [Fact]
    public void A_crowd_of_moments_is_no_curtain()
    {
        Marker[] few = [.. Enumerable.Range(0, 60).Select(i => Moment(i * 1.5))];
        Assert.Equal(60, Lay(few).Lines.Count);

        Marker[] many = [.. Enumerable.Range(0, 65_536).Select(i => Moment(i * 0.0015))];
        MarkerOverlay overlay = Lay(many);
        Assert.Equal(overlay.Flags.Count, overlay.Lines.Count);
        Assert.InRange(overlay.Flags.Count, 20, 80);
        Assert.InRange(overlay.Ticks.Count, 480, 512);
        Assert.Equal(65_536 - overlay.Flags.Count, overlay.Unnamed);
    }

    [Fact]
    public void A_crowd_of_spans_has_no_bands_but_its_wide_ones()
    {
        Marker[] spans = [Span(0, 100), .. Enumerable.Range(0, 200).Select(i => Span(i * 0.5, (i * 0.5) + 0.4))];
        Assert.Equal(201, Lay(spans).Bars.Count);
        Assert.Same(spans[0], Assert.Single(Lay(spans).Bands).Marker);
        Assert.Equal(3, Lay(spans[..3]).Bands.Count);
    }

    [Fact]
    public void Many_markers_cost_little_memory()
    {
        Marker[] markers = Any(new Random(1), 65_536);
        Lay(markers);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Lay(markers);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / markers.Length, 0, 250);
    }

    [Fact]
    public void An_approximate_moment_says_so()
    {
        MarkerFlag flag = Assert.Single(Lay([Moment(10, "load done") with { IsApproximate = true }]).Flags);
        Assert.Equal("≈ load done", flag.Name.Text);
    }

    [Fact]
    public void An_open_span_without_an_end_reaches_to_the_end()
    {
        MarkerBar bar = Assert.Single(Lay([Moment(50) with { IsOpen = true }]).Bars);
        Assert.Equal((610, 1110), ((int)MathF.Round(bar.Left), (int)MathF.Round(bar.Right)));
    }

    private static MarkerOverlay Lay(Marker[] markers, float most = 200) => new(Content(markers, leftOut: 0), Frame(), Light, most);

    private static ChartContent Content(Marker[] markers, long leftOut) => new()
    {
        Title = "",
        Start = DateTimeOffset.UnixEpoch,
        Series = [],
        Markers = markers,
        MarkersLeftOut = leftOut,
    };
}
