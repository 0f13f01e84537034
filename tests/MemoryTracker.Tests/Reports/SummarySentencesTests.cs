using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

public class SummarySentencesTests
{
    private static readonly Finished Short = Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null);

    [Theory]
    [InlineData("target_ended", null, null, null, "recorded for 1 s, until it exited")]
    [InlineData("target_ended", 0, null, null, "recorded for 1 s, until it exited")]
    [InlineData("target_ended", 3, null, null, "recorded for 1 s, until it exited with code 3")]
    [InlineData("target_ended", null, "SIGKILL", null, "recorded for 1 s, until it was killed by SIGKILL")]
    [InlineData("target_ended", null, "\e[2JSIGRTMIN+1 or so", null, "recorded for 1 s, until it was killed by 2JSIGRTMIN+1orso")]
    [InlineData("duration", null, null, null, "recorded for 1 s, until the duration was over")]
    [InlineData("limit", null, null, null, "recorded for 1 s, until a limit was crossed")]
    [InlineData("stopped", null, null, "TERM", "recorded for 1 s, until it was stopped by TERM")]
    [InlineData("stopped", null, null, null, "recorded for 1 s, until it was stopped")]
    [InlineData("whatever", null, null, null, "recorded for 1 s")]
    public void How_it_ended(string reason, int? code, string? killed, string? signal, string told) => Assert.Equal(
        told, Of(document => document with { End = new(null, 1, reason, signal) { ExitCode = code, SignalKilled = killed } }).Length);

    [Fact]
    public void A_part_says_which_and_one_without_an_end_how_long()
    {
        Assert.Equal("from 0:00.00 to 0:01.00", Of(document => document with { Part = new(0, 1) }).Length);
        Assert.Equal("recorded for 1 s", Of(document => document with { End = null }).Length);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0L, null, "not crossed at any sample")]
    [InlineData(1L, 1.5, "crossed once at 0:01.50")]
    [InlineData(1L, null, "crossed once")]
    [InlineData(1234L, 61.0, "crossed 1,234 times, first at 1:01")]
    [InlineData(-3L, null, "not crossed at any sample")]
    public void What_became_of_a_limit(long? crossings, double? first, string? told)
    {
        IReadOnlyList<(string Condition, string Outcome)> limits = Of(document => document with { Limits = [new("rss > 1", "rss", ">", 1, 0, crossings, first)] }).Limits;

        Assert.Equal(told is null ? [] : [("rss > 1", told)], limits);
    }

    [Theory]
    [InlineData(null, "2 samples.")]
    [InlineData(0.0, "2 samples (asked as often as possible).")]
    [InlineData(0.25, "2 samples (asked every 250 ms).")]
    public void What_was_asked_where_nothing_is_known_of_the_schedule(double? interval, string told) =>
        Assert.Equal(told, Of(document => document with { IntervalS = interval, Accuracy = null }).Accuracy);

    [Theory]
    [InlineData(0.5, 0.001, 2, 3, "2 samples (every 500 ms, asked 250 ms); 99 % of ticks at most 1 ms late, 1 tick missed, 2 reads failed, 3 rows lost.\nThe recorder used 10 ms of CPU and 1.00 MiB of memory.")]
    [InlineData(null, null, 0, 0, "2 samples (asked every 250 ms), 1 tick missed, 0 rows lost.\nThe recorder used 10 ms of CPU and 1.00 MiB of memory.")]
    public void How_well_the_schedule_was_kept(double? reached, double? late, long failed, long lost, string told) => Assert.Equal(
        told, Of(document => document with { IntervalS = 0.25, Accuracy = new(reached, late, 1, lost, failed, 0.01, 1 << 20, null, null) }).Accuracy);

    [Fact]
    public void A_recorder_that_does_not_know_its_own_memory_does_not_call_it_nothing() => Assert.EndsWith(
        "of CPU and – of memory.", Of(document => document with { Accuracy = new(null, null, 0, 0, 0, 0.01, null, null, null) }).Accuracy, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0, 0, null)]
    [InlineData(0, 0, 2, "0; 2 lines not understood")]
    [InlineData(2, 1, 1, "2, 1 of them when their line was read (it told no time), 1 of them outside the recording; 1 line not understood")]
    [InlineData(2, 0, 0, "2, 1 of them outside the recording")]
    public void Markers_with_what_is_to_be_known_of_them(int count, int untimed, long bad, string? told)
    {
        RecordingDocument.MarkerFacts[] markers = [new(99, "outside"), new(0.5, "within") { Approximate = untimed > 0 }];

        Assert.Equal(told, Of(document => document with { Markers = [.. markers.Take(count)], MarkerLines = new(count, 0, bad) }).Markers);
    }

    [Fact]
    public void A_span_before_the_recording_lies_outside_it_and_one_that_reaches_into_it_does_not()
    {
        RecordingDocument.MarkerFacts[] markers = [new(-9, "before") { EndS = -1 }, new(-9, "into") { EndS = 0.5 }, new(-9, "moment")];

        Assert.Equal("3, 2 of them outside the recording", Of(document => document with { Markers = markers, MarkerLines = new(3, 0, 0) }).Markers);
    }

    [Theory]
    [InlineData(0.2, "1 of those that were kept, 1 of them when their line was read (it told no time)")]
    [InlineData(3, null)]
    public void A_part_counts_the_markers_within_it(double at, string? told) => Assert.Equal(told, Of(document => document with
    {
        Part = new(0, 1),
        Markers = [new(at, "a") { Approximate = true }],
        MarkerLines = new(9, 2, 0),
    }).Markers);

    [Fact]
    public void A_peak_that_another_tool_tells_of_an_interval_says_so()
    {
        RecordingDocument.MetricFacts rss = new("rss", Metric.Rss.Column, "", $"/proc: {RecordingDocument.HighestOfInterval}");

        Assert.EndsWith("(the highest of the report interval that ended then)", Of(document => document with { Metrics = [rss] }).PeakAndTime, StringComparison.Ordinal);
        Assert.EndsWith("(sampled)", Of(document => document).PeakAndTime, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_never_known_has_neither_a_peak_nor_a_time()
    {
        Finished blind = Finished.Of([Samples.At(0), Samples.At(1)], EndReason.Stopped, null);
        SummarySentences sentences = new(blind.Summary, blind.Document);

        Assert.Equal(("unknown", null, "unknown", null, "unknown"), (sentences.Peak, sentences.PeakTime, sentences.CpuTime, sentences.CpuKnown, sentences.PeakAndTime));
        Assert.Null(sentences.Pss);
        Assert.Null(sentences.Growth);
    }

    [Fact]
    public void The_share_of_PSS_is_that_of_the_same_readings()
    {
        Summary summary = new(new MetricSet(Metric.Pss, Metric.SmapsRss));
        Assert.Null(new SummarySentences(summary, Short.Document).Pss);
        Sample sample = Samples.At(0);
        (sample.Total[Metric.Pss], sample.Total[Metric.SmapsRss]) = (25, 100);
        summary.Add(sample);

        Assert.Equal("25.0 % of the RSS of the same readings", new SummarySentences(summary, Short.Document).Pss);
        Assert.False(new SummarySentences(summary, Short.Document).TellsPeak);
        Assert.Null(Of(document => document).Pss);
    }

    [Fact]
    public void Of_a_process_without_a_name_the_peak_is_told_all_the_same() => Assert.Equal(
        "one of its processes had 70.0 MiB at a moment that was not sampled (?, PID 7)",
        Of(document => document with { Processes = [new(7, 1, null, null, 0, 1, 70 << 20, null, null, null)] }).PeakOfOne(name => name));

    [Fact]
    public void What_the_kernel_told_of_a_command_counts_only_where_nothing_was_sampled()
    {
        RecordingDocument.WaitFacts waited = new(0.5, 0.25, null, 3, 1);

        Assert.Null(Of(document => document with { End = document.End! with { Wait4 = waited } }).Waited);
        Assert.Equal(
            "500 ms of it in user mode and 250 ms in the kernel, with 4 page faults (known from wait4)",
            Of(document => document with { End = document.End! with { Wait4 = waited }, Statistics = document.Statistics! with { Samples = 0 } }).Waited);
    }

    private static SummarySentences Of(Func<RecordingDocument, RecordingDocument> change) => new(Short.Summary, change(Short.Document));
}
