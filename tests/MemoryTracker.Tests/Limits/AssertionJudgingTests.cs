using System.Globalization;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Limits;

public class AssertionJudgingTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData("peak_rss < 1300MiB", false, "1.27 GiB", null)]
    [InlineData("peak_rss <= 1300MiB", true, "1.27 GiB", null)]
    [InlineData("rss <= 52MiB", true, "52.0 MiB", "max")]
    [InlineData("rss < 52MiB", false, "52.0 MiB", "max")]
    [InlineData("rss > 40MiB", true, "40.3 MiB", "min")]
    [InlineData("rss > 41MiB", false, "40.3 MiB", "min")]
    [InlineData("min rss > 41MiB", false, "40.3 MiB", null)]
    [InlineData("mean rss <= 48.4375MiB", true, "48.4 MiB", null)]
    [InlineData("mean rss < 48.4375MiB", false, "48.4 MiB", null)]
    [InlineData("median rss < 51MiB", true, "50.8 MiB", null)]
    [InlineData("p100 rss < 51MiB", false, "52.0 MiB", null)]
    [InlineData("first rss >= 50MiB", true, "50.0 MiB", null)]
    [InlineData("last rss < 50MiB", true, "40.3 MiB", null)]
    [InlineData("std rss < 6MiB", true, "5.52 MiB", null)]
    [InlineData("cpu < 150%", false, "250.5 %", "max")]
    [InlineData("mean cpu < 150%", true, "83.4 %", null)]
    [InlineData("cpu_seconds < 1.9s", true, "1.88 s", null)]
    [InlineData("cpu_seconds < 1s", false, "1.88 s", null)]
    [InlineData("duration < 2s", false, "2.25 s", null)]
    [InlineData("duration < 1m", true, "2.25 s", null)]
    public void By_the_figures_of_a_recording(string text, bool passes, string figure, string? why) => AssertJudged(text, Finished.Ordinary(), passes, figure, why);

    [Theory]
    [InlineData("read_bytes < 1GB", false, "976.6 GiB", null)]
    [InlineData("total read_bytes < 1TiB", true, "976.6 GiB", null)]
    [InlineData("rate read_bytes < 1TiB/s", true, "488.3 GiB/s", null)]
    [InlineData("rate read_bytes < 1TiB/min", false, "28.6 TiB/min", null)]
    [InlineData("rate minor_faults < 1/h", false, "1,799,999,998,200/h", null)]
    [InlineData("processes <= 8", false, "41,666,666", "max")]
    public void By_counters_and_counts(string text, bool passes, string figure, string? why) => AssertJudged(text, Finished.OfMetrics(MetricSet.All), passes, figure, why);

    [Theory]
    [InlineData("phase 'load' peak_rss < 100MiB", true, "99.0 MiB", "the worst of 2, at 0:01.00")]
    [InlineData("phase 'load' peak_rss < 50MiB", false, "99.0 MiB", "the worst of 2, at 0:01.00")]
    [InlineData("phase 'load' peak_rss > 50MiB", false, "38.0 MiB", "the worst of 2, at 0:06.00")]
    [InlineData("phase 'load' mean rss < 37MiB", true, "36.0 MiB", "the worst of 2, at 0:06.00")]
    [InlineData("phase 'load' duration <= 4s", true, "4 s", "the worst of 2, at 0:01.00")]
    [InlineData("phase 'load' cpu_seconds < 1s", false, "2 s", "the worst of 2, at 0:01.00")]
    [InlineData("phase 'serve 漢字' duration < 1s", false, "2 s", "its end was not marked")]
    [InlineData("phase 'lod' duration < 5s", false, null, "no phase 'lod' was seen: there were load, parse [red]a[/] \"quoted\", a name that i…, loaded, serve 漢字, about the end")]
    public void By_phases(string text, bool passes, string? figure, string? why) => AssertJudged(text, Finished.WithMarkers(), passes, figure, why);

    [Theory]
    [InlineData(false, "of the one at 0:08.00 the end was not marked, it may have gone on")]
    [InlineData(true, "its end was not marked")]
    public void A_phase_that_is_open_has_ended_only_if_its_target_has(bool hasTargetEnded, string why)
    {
        AssertionResult result = Assertion.Parse("phase 'serve 漢字' duration < 5s").Judge(Evidence(Finished.WithMarkers()) with { HasTargetEnded = hasTargetEnded });

        Assert.Equal((hasTargetEnded, why), (result.HasPassed, result.Why));
    }

    [Fact]
    public void A_phase_into_which_no_sample_fell_cannot_pass_but_for_its_duration()
    {
        Finished finished = Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null, true, null, null, Marks.Span(0, 0.5, "a"), Marks.Span(0.6, 0.8, "a"), Marks.Span(0.6, 0.8, "b"));

        AssertJudged("phase 'a' peak_rss < 1GiB", finished, false, null, "no sample fell into 1 of 2 phases 'a'", isJudged: false, known: 50 * MiB);
        AssertJudged("phase 'a' peak_rss < 1MiB", finished, false, "50.0 MiB", "the worst of 2, at 0:00.00");
        AssertJudged("phase 'a' duration < 1s", finished, true, "500 ms", "the worst of 2, at 0:00.00");
        AssertJudged("phase 'b' peak_rss < 1GiB", finished, false, null, "no sample fell into the phase 'b'");
    }

    [Fact]
    public void Where_not_every_phase_is_known_only_a_failure_is_certain()
    {
        Finished finished = Finished.WithMarkers();
        finished = finished with { Document = finished.Document with { MarkerLines = new(20_000, 3_000, 0) } };

        AssertJudged("phase 'load' duration < 5s", finished, false, null, "there were more markers than are kept, so that not every phase is known", isJudged: false, known: 4);
        AssertJudged("phase 'load' duration < 1s", finished, false, "4 s", "the worst of 2, at 0:01.00");
    }

    [Theory]
    [InlineData("peak_rss < 500MiB", "RSS was never known")]
    [InlineData("rss < 500MiB", "rss was never known")]
    [InlineData("rss > 500MiB", "rss was never known")]
    [InlineData("std cpu < 5%", "cpu was never known")]
    [InlineData("cpu_seconds < 5", "CPU time was never known")]
    [InlineData("pss < 5MiB", "pss was not recorded")]
    [InlineData("total read_bytes < 5MiB", "read_bytes was not recorded")]
    [InlineData("phase 'a' peak_rss < 5MiB", "no phase 'a' was seen: there was none at all")]
    public void What_is_not_known_fails_and_says_why(string text, string why) => AssertJudged(text, Finished.OfNothing(), false, null, why);

    [Theory]
    [InlineData("growth rss < 1MiB/min", 60, 2, false, "2.00 MiB/min", "95 %: 2.00 MiB/min to 2.00 MiB/min")]
    [InlineData("growth rss < 3MiB/min", 60, 2, true, "2.00 MiB/min", "95 %: 2.00 MiB/min to 2.00 MiB/min")]
    [InlineData("growth rss <= 121MiB/h", 60, 2, true, "120.0 MiB/h", "95 %: 2.00 MiB/min to 2.00 MiB/min")]
    [InlineData("growth rss < 1KiB/min", 60, 0, true, "0 B/min", "flat; 95 %: 0 B/min to 0 B/min")]
    [InlineData("growth rss > 1KiB/min", 60, -2, false, "-2.00 MiB/min", "95 %: -2.00 MiB/min to -2.00 MiB/min")]
    [InlineData("growth rss < 1MiB/min", 5, 0, false, null, "cannot tell: too short, it takes 30 samples over 10 s at least")]
    [InlineData("growth pss < 1MiB/min", 60, 0, false, null, "pss was not recorded")]
    public void Growth_by_its_slope_after_the_warm_up(string text, int seconds, double mebibytesPerMinute, bool passes, string? figure, string why)
    {
        Sample[] samples = [.. Enumerable.Range(0, seconds + 1).Select(second => Samples.At(second, rss: Math.Round((100 + (mebibytesPerMinute * second / 60)) * MiB)))];
        Finished finished = Finished.Of(samples, EndReason.DurationOver, null);
        GrowthSeries trend = new(Metric.Rss);
        foreach (Sample sample in samples)
            trend.Add(sample);

        AssertionResult result = Assertion.Parse(text).Judge(Evidence(finished) with { Trends = [trend] });

        Assert.Equal((passes, why, figure is not null), (result.HasPassed, result.Why, result.IsJudged));
        Assert.Equal(figure ?? "–", result.FigureText);
    }

    [Fact]
    public void One_figure_has_no_deviation() =>
        AssertJudged("std cpu < 5%", Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null), false, null, "too few figures of cpu are known");

    [Theory]
    [InlineData("peak_rss < 2MiB", true, "1.50 MiB", null)]
    [InlineData("cpu_seconds < 1ms", false, "1 ms", "known from wait4")]
    [InlineData("duration < 5s", true, "1.5 ms", null)]
    [InlineData("rss < 5MiB", false, null, "it ended before the first sample")]
    public void A_command_that_ended_before_the_first_sample_is_judged_by_what_the_kernel_tells(string text, bool passes, string? figure, string? why) =>
        AssertJudged(text, Finished.OfNoSample(), passes, figure, why);

    [Theory]
    [InlineData("target_ended", 70L, "70.0 MiB", "of one process, at a moment that was not sampled")]
    [InlineData("target_ended", 55L, "60.0 MiB", null)]
    [InlineData("target_ended", null, "60.0 MiB", null)]
    [InlineData("duration", 70L, "60.0 MiB", null)]
    public void What_one_process_had_in_the_recording_is_a_peak_of_all(string reason, long? waited, string peak, string? why)
    {
        Finished finished = Finished.Of(Finished.ShortSamples, EndReason.TargetEnded, null);
        finished = finished with { Document = finished.Document with { End = finished.Document.End! with { Reason = reason, Wait4 = new(0, 0, waited * MiB, 0, 0) } } };

        AssertJudged("peak_rss < 65MiB", finished, why is null, peak, why);
    }

    [Fact]
    public void Of_processes_that_were_listed_so_does_the_largest()
    {
        Finished finished = Finished.Of(Finished.ShortSamples, EndReason.DurationOver, null);
        finished = finished with { Document = finished.Document with { Processes = [new(8, 1, null, "as", 0, 1, null, null, null, null), new(7, 1, null, "cc1", 0, 1, 62 * MiB, null, null, null)] } };

        AssertJudged("peak_rss < 61MiB", finished, false, "62.0 MiB", "of one process, at a moment that was not sampled");
    }

    [Fact]
    public void A_figure_that_reads_as_its_bound_is_told_more_finely()
    {
        Finished finished = Finished.Of([Samples.At(0, rss: (500 * MiB) + 4096)], EndReason.DurationOver, null);

        AssertJudged("peak_rss <= 500MiB", finished, false, "500.0 MiB (524,292,096 B)", null);
        AssertJudged("peak_rss < 500MiB", finished, false, "500.0 MiB (524,292,096 B)", null);
        AssertJudged("peak_rss < 501MiB", finished, true, "500.0 MiB", null);
    }

    [Theory]
    [InlineData("peak_rss < 110% of a.csv", 1430.0 * MiB, true)]
    [InlineData("peak_rss < 100% of a.csv", 1300.0 * MiB, false)]
    [InlineData("rss > 90% of a.csv", 0.9 * 40.25 * MiB, true)]
    [InlineData("duration <= 50% of a.csv", 1.125, false)]
    public void Against_the_same_figure_of_another_recording(string text, double bound, bool passes)
    {
        Assertion assertion = Assertion.Parse(text).Against(Evidence(Finished.Ordinary()), out string? missing);
        AssertionResult result = assertion.Judge(Evidence(Finished.Ordinary()));

        Assert.Null(missing);
        Assert.Equal(bound, result.Bound, 6);
        Assert.Equal(passes, result.HasPassed);
    }

    [Fact]
    public void A_recording_that_does_not_know_the_figure_is_no_bound()
    {
        Assertion.Parse("phase 'x' peak_rss < 5% of a.csv").Against(Evidence(Finished.Ordinary()), out string? missing);

        Assert.Equal("no phase 'x' was seen: there was none at all", missing);
    }

    [Fact]
    public void What_is_shown_of_it_is_clean() => Assert.Equal(
        "phase '\ufffd[2J' duration < 5: no phase '\ufffd[2J' was seen: there was none at all",
        Assertion.Parse("phase '\e[2J' duration < 5").Judge(Evidence(Finished.Ordinary())).Sentence);

    [Theory]
    [InlineData("cpu_seconds < 0.5", false)]
    [InlineData("cpu_seconds < 1", true)]
    public void CPU_time_that_is_known_in_part_passes_only_what_all_CPUs_together_could_not_exceed(string text, bool passes)
    {
        Finished finished = Finished.Of([Samples.At(0, used: 0), Samples.At(9.5, used: 0.1), Samples.At(10)], EndReason.Stopped, null);
        Evidence evidence = Evidence(finished) with { Cpus = 1 };
        AssertionResult result = Assertion.Parse(text).Judge(evidence);

        Assert.Equal((passes, passes), (result.HasPassed, result.IsJudged));
        Assert.Equal(passes ? null : "it is not known of 500 ms of 10 s", result.Why);
        Assert.False(Assertion.Parse("cpu_seconds < 0.05").Judge(evidence).HasPassed);
    }

    /// <summary>The last row of a file tells no CPU where it came too soon after the one before.</summary>
    [Theory]
    [InlineData(9.999998, 8, false)]
    [InlineData(9.999999, 8, true)]
    [InlineData(9.95, 8, false)]
    [InlineData(9.8, 0, true)]
    [InlineData(9.799999, 0, false)]
    public void However_little_of_the_CPU_time_is_unknown_it_counts_unless_nobody_knows_how_many_CPUs_there_were(double known, int cpus, bool isKnown)
    {
        Finished finished = Finished.Of([Samples.At(0, used: 0), Samples.At(known, used: 0.1), Samples.At(10)], EndReason.Stopped, null);
        AssertionResult result = Assertion.Parse("cpu_seconds < 0.1000001").Judge(Evidence(finished) with { Cpus = cpus });

        Assert.Equal((isKnown, isKnown), (result.HasPassed, result.IsJudged));
        Assert.Equal(cpus > 0 || isKnown, Assertion.Parse("cpu_seconds < 2").Judge(Evidence(finished) with { Cpus = cpus }).HasPassed);
    }

    [Theory]
    [InlineData("peak_rss < 60MiB", false, false)]
    [InlineData("peak_rss < 101MiB", true, true)]
    [InlineData("peak_rss < 40MiB", false, true)]
    public void Below_what_the_process_had_before_no_peak_between_samples_is_seen(string text, bool passes, bool isJudged)
    {
        Finished finished = Finished.Of([Samples.At(0, rss: 50 * MiB), Samples.At(1, rss: 50 * MiB)], EndReason.Stopped, null);
        AssertionResult result = Assertion.Parse(text).Judge(Evidence(finished) with { HiddenPeak = 100 * MiB });

        Assert.Equal((passes, isJudged), (result.HasPassed, result.IsJudged));
        Assert.Equal(50 * MiB, result.Figure);
    }

    [Fact]
    public void Without_the_marks_a_peak_is_one_of_samples_which_is_told()
    {
        Finished finished = Finished.Of([Samples.At(0, rss: 50 * MiB), Samples.At(1, rss: 50 * MiB)], EndReason.Stopped, null, metrics: new MetricSet([Metric.Rss]));
        AssertionResult result = Assertion.Parse("peak_rss < 60MiB").Judge(Evidence(finished));

        Assert.Equal((true, "at samples only: peak_rss was not recorded"), (result.HasPassed, result.Why));
        RecordingDocument exact = finished.Document with { ExactPeaks = true, Statistics = finished.Document.Statistics! with { PeakBeforeBytes = 100 * MiB } };
        Assert.False(Assertion.Parse("peak_rss < 60MiB").Judge(exact.Evidence(finished.Summary, finished.Phases, finished.Summary.Metrics, [])).IsJudged);
    }

    [Theory]
    [InlineData("phase 'load' peak_rss < 80MiB", false)]
    [InlineData("phase 'load' peak_rss < 91MiB", true)]
    public void A_peak_between_two_samples_around_a_phases_end_may_be_its_own(string text, bool passes)
    {
        Finished finished = Finished.Of(
            [Samples.At(0, rss: 50 * MiB), Samples.At(1, rss: 50 * MiB), Samples.At(2, rss: 50 * MiB), Samples.At(3, rss: 50 * MiB, peak: 90 * MiB)], EndReason.TargetEnded, null, true, null, null, Marks.Span(0.5, 2.5, "load"));

        Assert.Equal(passes, Assertion.Parse(text).Judge(Evidence(finished)).HasPassed);
    }

    [Fact]
    public void What_of_a_recording_was_not_read_could_have_failed()
    {
        Evidence evidence = Evidence(Finished.Ordinary()) with { Lost = "3 samples of the recording are not in the file" };
        AssertionResult result = Assertion.Parse("rss < 1GiB").Judge(evidence);

        Assert.Equal((false, false, "3 samples of the recording are not in the file"), (result.HasPassed, result.IsJudged, result.Why));
        Assert.True(Assertion.Parse("rss < 1MiB").Judge(evidence).IsJudged);
    }

    private static void AssertJudged(string text, Finished finished, bool passes, string? figure, string? why, bool? isJudged = null, double known = double.NaN)
    {
        AssertionResult result = Assertion.Parse(text).Judge(Evidence(finished));

        Assert.Equal((passes, why, isJudged ?? figure is not null), (result.HasPassed, result.Why, result.IsJudged));
        if (figure is not null)
            Assert.Equal(figure, result.FigureText);
        else
            Assert.Equal(known.ToString(CultureInfo.InvariantCulture), result.Figure.ToString(CultureInfo.InvariantCulture));
    }

    private static Evidence Evidence(Finished of) => of.Document.Evidence(of.Summary, of.Phases, of.Summary.Metrics, []) with { HiddenPeak = double.NaN };
}
