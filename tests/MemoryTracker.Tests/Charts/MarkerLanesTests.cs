using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using static MemoryTracker.Tests.Charts.MarkerSamples;

namespace MemoryTracker.Tests.Charts;

public sealed class MarkerLanesTests
{
    [Fact]
    public void Spans_after_each_other_share_a_lane() => Assert.Equal([0, 0, 0], LanesOf(Span(0, 10), Span(10, 20), Span(30, 40)));

    [Fact]
    public void Overlapping_spans_have_lanes_of_their_own() => Assert.Equal([0, 1, 2, 0], LanesOf(Span(0, 10), Span(5, 15), Span(8, 20), Span(12, 30)));

    [Fact]
    public void Inner_spans_lie_below_outer_ones() =>
        Assert.Equal([0, 1, 2, 2, 1], LanesOf(Span(0, 50), Span(0, 20), Span(0, 5), Span(6, 7), Span(20, 50)));

    [Fact]
    public void An_inner_span_does_not_rise_above_its_outer_one_when_a_lane_gets_free() =>
        Assert.Equal([0, 1, 2], LanesOf(Span(0, 10), Span(5, 50), Span(20, 30)));

    [Fact]
    public void The_longest_of_those_that_begin_together_is_the_outer_one()
    {
        MarkerLanes lanes = new([Span(0, 5, "inner"), Span(0, 50, "outer")], Frame());
        Assert.Equal(["outer", "inner"], lanes.Bars.OrderBy(bar => bar.Lane).Select(bar => bar.Marker.Label));
    }

    [Fact]
    public void What_is_deeper_than_the_lanes_has_no_bar()
    {
        MarkerLanes lanes = new(Enumerable.Range(0, 8).Select(i => Span(i, 90 - i)), Frame());
        Assert.Equal([0, 1, 2, 3, 4], lanes.Bars.Select(bar => bar.Lane));
    }

    [Fact]
    public void Spans_lie_at_their_time_and_end_with_the_plot()
    {
        MarkerLanes lanes = new([Span(-5, 10), Span(20, 30), Span(40, 40), Span(90, 1e6)], Frame());
        Assert.Equal([(100, 210), (310, 410), (510, 512), (1010, 1120)], lanes.Bars.Select(bar => ((int)MathF.Round(bar.Left), (int)MathF.Round(bar.Right))));
    }

    [Fact]
    public void Spans_finer_than_can_be_seen_fill_a_lane_and_no_more()
    {
        Marker[] spans = [.. Enumerable.Range(0, 50_000).Select(i => Span(i * 0.002, (i * 0.002) + 0.001))];
        MarkerLanes lanes = new(spans, Frame());
        Assert.All(lanes.Bars, bar => Assert.Equal(0, bar.Lane));
        Assert.InRange(lanes.Bars.Count, 400, 500);
    }

    [Fact]
    public void No_bar_overlaps_another_and_each_lies_below_those_around_it()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            MarkerFrame frame = Frame();
            Marker[] spans = [.. Any(new Random(seed), 150).Where(marker => MarkerFrame.IsSpan(marker) && frame.Shows(marker))];
            MarkerLanes lanes = new(spans, frame);
            Assert.Equal(lanes.Bars.Count, lanes.Bars.Select(bar => (object)bar.Marker).Distinct(ReferenceEqualityComparer.Instance).Count());
            Assert.All(lanes.Bars, bar => Assert.True(bar.Width >= MarkerLanes.LeastWidth - 0.001f && bar.Lane < MarkerLanes.Most));
            foreach (MarkerBar bar in lanes.Bars)
            {
                foreach (MarkerBar other in lanes.Bars.Where(other => !ReferenceEquals(other.Marker, bar.Marker)))
                {
                    bool overlap = other.Lane == bar.Lane && other.Left < bar.Right - 0.001f && other.Right > bar.Left + 0.001f;
                    bool around = other.Left < bar.Left && other.Right > bar.Right + MarkerLanes.LeastWidth;
                    if (overlap || (around && other.Lane >= bar.Lane)) Assert.Fail($"{seed}: {bar} {other}");
                }
            }
        }
    }

    private static IEnumerable<int> LanesOf(params Marker[] spans)
    {
        MarkerLanes lanes = new(spans, Frame());
        return spans.Select(span => Assert.Single(lanes.Bars, bar => ReferenceEquals(bar.Marker, span)).Lane);
    }
}
