using MemoryTracker.Cli;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public class MarkerAdviceTests
{
    private const double Elapsed = 10;

    [Fact]
    public void There_is_nothing_to_say_when_some_marker_lies_within() =>
        Assert.Empty(On(Marks.Point(-7200, "two hours off"), Marks.Span(-5, 0.5, "reaches in")));

    [Fact]
    public void There_is_nothing_to_say_of_no_markers() => Assert.Empty(On());

    [Theory]
    [InlineData(-7195, "1:59:55 before it", "time zone")]
    [InlineData(3605, "59:55 after it", "time zone")]
    [InlineData(20703, "5:44:53 after it", "time zone")]
    [InlineData(-7201, "2:00:01 before it", "time zone")]
    [InlineData(-1, "1 s before it", "another run")]
    [InlineData(-100, "1:40 before it", "another run")]
    [InlineData(-7300, "2:01:40 before it", "another run")]
    [InlineData(-86400 * 3, "3 d 00:00:00 before it", "another run")]
    [InlineData(1.7e9, "19675 d 22:13:10 after it", "--markers-clock")]
    [InlineData(-1.7e9, "19675 d 22:13:20 before it", "--markers-clock")]
    public void The_distance_of_the_nearest_tells_what_is_probably_wrong(double at, string distance, string hint)
    {
        string line = Assert.Single(On(Marks.Point(at, "nearest"), Marks.Point(at * 40, "farther")));

        Assert.StartsWith($"all 2 markers lie outside the recording, {distance}: ", line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_never_there_is_named()
    {
        using MarkerFollower markers = new(["/missing/\e[2Jfile"], null, null, Marks.Log());
        markers.Read(started: 1);

        Assert.Equal(["/missing/\ufffd[2Jfile was never there: no markers were read from it"], MarkerAdvice.On(markers, Recorded()));
    }

    [Fact]
    public void Markers_that_are_too_many_are_counted() => Assert.Matches(
        "^20,000 markers are more than are kept: (9,9|10,0)[0-9]{2} of them, evenly chosen, stand for all",
        Assert.Single(On([.. Enumerable.Range(0, 20_000).Select(i => Marks.Point(1, "x"))])));

    private static string[] On(params Mark[] marks)
    {
        using MarkerFollower markers = new([], null, null, Marks.Log(marks));
        return [.. MarkerAdvice.On(markers, Recorded())];
    }

    private static Summary Recorded()
    {
        Summary summary = new(MetricSet.Default);
        summary.Add(Samples.At(0, rss: 1));
        summary.Add(Samples.At(Elapsed, rss: 1));
        return summary;
    }
}
