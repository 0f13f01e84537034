using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics;

public class PhaseReportTests
{
    private const double Elapsed = 10;

    [Fact]
    public void Spans_are_phases_and_points_are_none_unless_asked_for()
    {
        PhaseReport report = Of(withStretches: false, Marks.Point(1, "a"), Marks.Span(2, 4, "b"), Marks.Point(5, "c"));

        Assert.Equal(["b 2-4"], Told(report));
    }

    [Fact]
    public void A_stretch_lasts_from_its_point_to_the_next_or_to_the_end()
    {
        PhaseReport report = Of(withStretches: true, Marks.Point(5, "c"), Marks.Span(2, 4, "b"), Marks.Point(1, "a"));

        Assert.Equal(["a 1-5", "b 2-4", "c 5-10"], Told(report));
    }

    [Fact]
    public void A_stretch_is_as_approximate_as_either_of_its_ends()
    {
        PhaseReport report = Of(withStretches: true, Marks.Point(1, "a"), Marks.Point(5, "b"), Marks.Untimed("at 9.5"));

        Assert.Equal([false, true, true], report.Phases.Select(phase => phase.IsApproximate));
    }

    [Fact]
    public void What_lies_outside_the_recording_is_no_phase_of_it()
    {
        PhaseReport report = Of(
            withStretches: true, Marks.Span(-5, -1, "before"), Marks.Span(-1, 1, "into"), Marks.Span(9, 20, "out of"), Marks.Span(11, 12, "after"), Marks.Point(30, "late"));

        Assert.Equal(["into 0-1", "out of 9-10"], Told(report));
        Assert.All(report.Phases, phase => Assert.True(phase.IsPartial));
        Assert.Equal((double.NaN, 101, 0.5, 2), (report.Phases[0].RssAtStart, report.Phases[0].RssAtEnd, report.Phases[0].CpuSeconds, report.Phases[0].Samples));
        Assert.Equal((109, double.NaN, 0.5, 2), (report.Phases[1].RssAtStart, report.Phases[1].RssAtEnd, report.Phases[1].CpuSeconds, report.Phases[1].Samples));
    }

    [Fact]
    public void Phases_of_one_name_are_summed_up_and_the_longest_comes_first()
    {
        PhaseReport report = Of(
            withStretches: false, Marks.Span(0, 1, "x"), Marks.Span(4, 6, "y"), Marks.Span(2, 5, "y"), Marks.Span(7, 8, "x"), Marks.Span(8, 9, "once"));

        Assert.Equal(
            [new("y", 2, Seconds(5), Seconds(3), 2.5, 106, 3), new PhaseTotal("x", 2, Seconds(2), Seconds(1), 1, 108, 1)], report.Totals);
    }

    [Fact]
    public void Totals_tell_of_what_is_known()
    {
        PhaseReport report = Of(withStretches: false, Marks.Span(0.25, 0.75, "x"), Marks.Span(3, 4, "x"), Marks.Span(0.3, 0.4, "y"), Marks.Span(0.4, 0.5, "y"));

        Assert.Equal((0.5, 104, 1), (report.Totals[0].CpuSeconds, report.Totals[0].WorstPeakRss, report.Totals[0].WorstChange));
        Assert.Equal((double.NaN, double.NaN, double.NaN), (report.Totals[1].CpuSeconds, report.Totals[1].WorstPeakRss, report.Totals[1].WorstChange));
    }

    [Fact]
    public void Spans_of_centuries_are_told_of_as_far_as_they_were_recorded()
    {
        PhaseReport report = Of(withStretches: false, [.. Enumerable.Range(0, 100).Select(i => Marks.Span(-9e9, 9e9, "x"))]);

        Assert.Equal((100, Seconds(1000)), (report.Totals[0].Count, report.Totals[0].Duration));
    }

    [Fact]
    public void Nothing_is_told_of_names_together_when_markers_were_too_many() =>
        Assert.Empty(Of(withStretches: false, [.. Enumerable.Range(0, MarkerLog.Capacity + 1).Select(i => Marks.Span(1, 2, "x"))]).Totals);

    [Fact]
    public void More_phases_than_are_listed_are_counted_and_summed_up()
    {
        PhaseReport report = Of(withStretches: false, [.. Enumerable.Range(0, 5000).Select(i => Marks.Span(1, 2, $"p{i % 2}"))]);

        Assert.Equal((PhaseReport.MostListed, 5000 - PhaseReport.MostListed), (report.Phases.Count, report.NotListed));
        Assert.Equal([2500, 2500], report.Totals.Select(total => total.Count));
    }

    [Fact]
    public void Between_some_of_many_points_there_are_no_stretches()
    {
        Mark[] points = [.. Enumerable.Range(0, MarkerLog.Capacity + 1).Select(i => Marks.Point(1, "p")), Marks.Span(1, 2, "span")];

        Assert.All(Of(withStretches: true, points).Phases, phase => Assert.Equal("span", phase.Name));
    }

    /// <summary>Of a recording of 10 s, at one sample a second, with 100 bytes and one more in each, and half a core in use.</summary>
    private static PhaseReport Of(bool withStretches, params Mark[] marks)
    {
        Timeline timeline = new();
        for (int i = 0; i <= Elapsed; i++)
            timeline.Add(Samples.At(i, rss: 100 + i, used: i / 2.0));
        return PhaseReport.Of(Marks.Log(marks), timeline, Seconds(Elapsed), withStretches);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static IEnumerable<string> Told(PhaseReport report) =>
        report.Phases.Select(phase => FormattableString.Invariant($"{phase.Name} {phase.From.TotalSeconds}-{phase.To.TotalSeconds}"));
}
