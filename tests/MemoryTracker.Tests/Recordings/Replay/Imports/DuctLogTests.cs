using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

public sealed class DuctLogTests
{
    [Fact]
    public void Its_memory_is_in_bytes_and_its_zone_is_minded()
    {
        Imported log = Imported.Text(Record("2025-09-25T16:07:26.216037-05:00", 1, "\"10\": {\"rss\": 4096, \"vsz\": 8192, \"cmd\": \"/bin/make -j\"}", 4096) + Record("2025-09-25T22:07:27+01:00", 1, "", 4096));

        Assert.Equal([4096, 4096], log.Totals);
        Assert.Equal([0, 783_963], log.Elapsed.Select(elapsed => (int)elapsed.TotalMicroseconds));
        Assert.Equal(new DateTime(2025, 9, 25, 21, 7, 26, 216, 37, DateTimeKind.Utc), log.Document.Start);
        Assert.Equal(("/bin/make -j", 10), (log.Document.Target.Command, log.Document.Target.Pid));
        Assert.Contains("#0  10 make: rss=4096 peak_rss=4096 vsz=8192", log.Samples[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Its_CPU_is_left_out_and_said_to_be()
    {
        Imported log = Imported.File(Imported.Fixture("duct_usage.jsonl"));

        Assert.All(log.Cpu, cpu => Assert.Equal(double.NaN, cpu));
        Assert.All(log.CpuTimes, time => Assert.Null(time));
        Assert.Contains(log.Notices, notice => notice.StartsWith("duct's CPU", StringComparison.Ordinal));
    }

    [Fact]
    public void Highest_figures_of_different_moments_do_not_stand_below_a_total()
    {
        Imported log = Imported.Text(Record("2025-09-25T16:07:26+00:00", 3, "\"10\": {\"rss\": 4096, \"cmd\": \"a\"}, \"11\": {\"rss\": 8192, \"cmd\": \"b\"}", 9000));

        Assert.Contains("#0  10 a: rss=NaN peak_rss=4096", log.Samples[0], StringComparison.Ordinal);
        Assert.Contains("  - : rss=9000 peak_rss=9000", log.Samples[0], StringComparison.Ordinal);
        Assert.Contains(log.Notices, notice => notice.Contains("highest of each report interval", StringComparison.Ordinal));
    }

    [Fact]
    public void The_peak_is_told_to_be_the_highest_of_an_interval_also_after_it_was_written_down_in_our_form()
    {
        using RecordedFile log = RecordedFile.Open(Imported.Fixture("duct_usage.jsonl"));
        Summary summary = new(log.Metrics);
        Sample sample = new();
        while (log.TryRead(sample))
            summary.Add(sample);

        RecordingDocument document = log.Document.Retell(summary, summary.Samples, isPart: false);
        RecordingDocument again = ReadDocument.Of(RecordingJson.Write(document));

        Assert.All([document, again], told => Assert.EndsWith("(the highest of the report interval that ended then)", new SummarySentences(summary, told).PeakTime!, StringComparison.Ordinal));
        Assert.Equal("report_interval", again.Statistics!.PeakRss!.Source);
        Assert.Equal(["rss of duct, the highest of each report interval", "rss of duct", "vsz of duct, the highest of each report interval"], again.Metrics.Select(metric => metric.Source));
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("[]\n")]
    [InlineData("{\"timestamp\": \"yesterday\", \"totals\": {\"rss\": 7}}\n")]
    [InlineData("{\"timestamp\": \"2025-09-25T16:07:20+00:00\", \"totals\": {\"rss\": 7}}\n")]
    [InlineData("{\"timestamp\": \"2025-09-25T16:07:30+00:00\", \"totals\": {\"rss\": 7}\n")]
    [InlineData("{\"timestamp\": \"2025-09-25T16:07:30+00:00\", \"totals\": {\"rss\": 7}}}\n")]
    public void Lines_that_are_none_are_passed_over(string line)
    {
        Imported log = Imported.Text(Record("2025-09-25T16:07:26+00:00", 1, "", 1) + line + Record("2025-09-25T16:07:36+00:00", 1, "", 2));

        Assert.Equal([1, 2], log.Totals);
        Assert.StartsWith("line 2: ", Assert.Single(log.LineNotices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"7\"")]
    [InlineData("-7")]
    [InlineData("{\"a\": [7]}")]
    [InlineData("1e400")]
    public void A_total_that_is_no_amount_is_unknown(string total) =>
        Assert.Equal([double.NaN], Imported.Text(Record("2025-09-25T16:07:26+00:00", 1, "", 5).Replace(": 5}", $": {total}}}", StringComparison.Ordinal)).Totals);

    [Fact]
    public void A_hostile_command_is_made_safe() =>
        Assert.Equal("a\uFFFDb\uFFFD", Imported.Text(Record("2025-09-25T16:07:26+00:00", 1, "\"10\": {\"rss\": 1, \"cmd\": \"a\\u001bb\\udc80\"}", 1)).Document.Target.Command);

    private static string Record(string time, int samples, string processes, int rss) =>
        FormattableString.Invariant($"{{\"timestamp\": \"{time}\", \"num_samples\": {samples}, \"processes\": {{{processes}}}, \"totals\": {{\"pcpu\": 3.0, \"rss\": {rss}}}, \"averages\": {{}}}}\n");
}
