using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Cli;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public class ChartTextsTests
{
    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void A_chart_says_what_was_recorded_where_when_and_how(string culture)
    {
        ChartContent content = Cultures.Under(culture, () => Content(Finished.Ordinary()));
        string local = content.Start.ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("b)) (R VmRSS: (PID 5000002)", content.Title);
        Assert.Equal(Samples.Start, content.Start.UtcDateTime);
        Assert.Equal("peak 1.27 GiB between 0:00.50 and 0:01.00", content.Peak!.Label);

        // The end row is no sample: the same count as in the summary and the document.
        Assert.Equal($"build-7  ·  {local}  ·  5 samples every 500 ms  ·  memory_tracker 1.2.3", content.Footer);
    }

    [Fact]
    public void One_sample_as_often_as_possible_without_a_peak()
    {
        Finished finished = Finished.OfNothing();
        ChartContent content = Content(finished with { Document = finished.Document with { IntervalS = 0 } });

        Assert.Contains("  ·  1 sample as often as possible  ·  ", content.Footer, StringComparison.Ordinal);
        Assert.Null(content.Peak);
    }

    [Fact]
    public void A_command_that_ended_before_the_first_sample_is_told_to_have()
    {
        Assert.Equal("ended before the first sample", Content(Finished.OfNoSample()).Note);
        Assert.Null(Content(Finished.OfNothing()).Note);
    }

    [Fact]
    public void A_sampled_peak_has_its_moment() => Assert.Equal(
        "peak 60.0 MiB at 0:01.00", Content(Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null)).Peak!.Label);

    [Fact]
    public void On_a_clock_axis_the_peak_has_its_time_of_day()
    {
        ChartContent content = Content(Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null), TimeAxis.Clock);

        Assert.Equal(
            $"peak 60.0 MiB at {content.Start.AddSeconds(1).ToString("HH:mm:ss.ff", CultureInfo.InvariantCulture)}", content.Peak!.Label);
    }

    private static ChartContent Content(Finished finished, TimeAxis time = TimeAxis.Elapsed) =>
        ChartTexts.Content(finished.Document, finished.Summary, new ChartSeries(TimeSpan.FromSeconds(1), Metric.Rss), finished.Markers, time, []);
}
