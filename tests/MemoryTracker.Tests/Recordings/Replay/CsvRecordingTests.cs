using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

public class CsvRecordingTests
{
    private const string Header = "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n";
    private const string First = "2026-03-01T23:59:58.000000Z,0.000000,4711,python3,52428800,,\n";
    private const string Second = "2026-03-01T23:59:58.500021Z,0.500021,4711,python3,52432896,53000000,99.987\n";

    private static readonly DateTime Start = new(2026, 3, 1, 23, 59, 58, DateTimeKind.Utc);

    [Fact]
    public void Rows_become_the_samples_that_they_were()
    {
        Replayed replayed = Replayed.OfText(Header + First + Second);

        Assert.Equal(
            [
                new(Start, TimeSpan.Zero, TimeSpan.Zero, false, false, false, "4711 python3 rss=52428800", ""),
                new(Start.AddMicroseconds(500_021), TimeSpan.FromMicroseconds(500_021), TimeSpan.FromMicroseconds(499_956), false, false, false,
                    "4711 python3 rss=52432896 peak_rss=53000000 cpu=99.987", ""),
            ],
            replayed.Samples);
        Assert.Empty(replayed.Notices);
        Assert.Equal(MetricSet.Default.InOrder, replayed.Metrics.InOrder);
    }

    [Fact]
    public void Without_a_document_the_rows_tell_what_they_can()
    {
        Replayed replayed = Replayed.OfText(Header + First + Second + "2026-03-02T00:00:00.000000Z,2.000000,4711,later,1,,\n");

        Assert.Equal((4711, "python3", "later", "process"), (replayed.Document.Target.Pid, replayed.Document.Target.Command, replayed.Document.Target.LastCommand, replayed.Document.Scope));
        Assert.Equal(Start, replayed.Document.Start);
        Assert.Null(replayed.Document.Host);
        Assert.Null(replayed.Document.End);
        Assert.Equal(["rss", "peak_rss", "cpu"], replayed.Document.Metrics.Select(metric => metric.Name));
    }

    [Theory]
    [InlineData("\uFEFF" + Header + First + Second)]
    [InlineData("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\r\n2026-03-01T23:59:58.000000Z,0.000000,4711,python3,52428800,,\r\n2026-03-01T23:59:58.500021Z,0.500021,4711,python3,52432896,53000000,99.987\r\n")]
    [InlineData("cpu_percent,elapsed_s,command,time,peak_rss_bytes,pid,rss_bytes\n,0.000000,python3,2026-03-01T23:59:58.000000Z,,4711,52428800\n99.987,0.500021,python3,2026-03-01T23:59:58.500021Z,53000000,4711,52432896\n")]
    [InlineData("\"time\",\"elapsed_s\",\"pid\",\"command\",\"rss_bytes\",\"peak_rss_bytes\",\"cpu_percent\"\n\"2026-03-01 23:59:58+00:00\",\"0\",\"4711\",\"python3\",\"52428800\",\"\",\"\"\n\"2026-03-01 23:59:58.500021+00:00\",\"0.500021\",\"4711\",\"python3\",\"52432896\",\"53000000\",\"99.987\"\n")]
    [InlineData("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n2026-03-01 23:59:58.000000+00:00,0.0,4711.0,python3,52428800.0,,\n2026-03-01 23:59:58.500021+00:00,5.00021e-1,4711.0,python3,5.2432896e7,53000000.0,9.9987E+01\n")]
    public void However_they_are_written_down(string text) => Assert.Equal(Replayed.OfText(Header + First + Second).Samples, Replayed.OfText(text).Samples);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(" ", " ")]
    [InlineData("\"a,b\"", "a,b")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"")]
    [InlineData("a\"b", "a\"b")]
    [InlineData("ünï", "ünï")]
    [InlineData("\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdx")]
    [InlineData("\u001b[31mred", "\ufffd[31mred")]
    public void A_name_is_shown_as_it_was(string cell, string name)
    {
        Replayed replayed = Replayed.OfText($"{Header}{First}2026-03-01T23:59:59.000000Z,1.000000,4711,{cell},1,,\n2026-03-01T23:59:59.000000Z,1.000000,4711,{cell},1,,\n");

        Assert.Equal([$"4711 {name} rss=1", $"4711 {name} rss=1"], replayed.Samples.Skip(1).Select(sample => sample.Total));
    }

    [Theory]
    [InlineData("elapsed_s,rss_bytes\n0,1\n1.5,2\n", 0, 0)]
    [InlineData("time,rss_bytes\n2026-03-01T23:59:58Z,1\n2026-03-01T23:59:59.5Z,2\n", 2026, 0)]
    [InlineData("time,elapsed_s,rss_bytes\n2026-03-01T23:59:58.000000Z,0,1\n,1.5,2\n", 2026, 0)]
    public void One_of_the_two_times_is_enough(string text, int year, int notices)
    {
        Replayed replayed = Replayed.OfText(text);

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1.5)], replayed.Samples.Select(sample => sample.Elapsed));
        Assert.Equal(TimeSpan.FromSeconds(1.5), replayed.Samples[1].Time - replayed.Samples[0].Time);
        Assert.Equal((year == 0, notices), (replayed.Document.Start is null, replayed.Notices.Count));
        Assert.Equal(["  rss=1", "  rss=2"], replayed.Samples.Select(sample => sample.Total));
    }

    [Theory]
    [InlineData("rss_bytes,cpu_percent\n1,2\n", "does not tell when")]
    [InlineData("time,elapsed_s,pid,command\n", "no recording that is known")]
    [InlineData("a,b\n1,2\n", "no recording that is known")]
    [InlineData("", "is empty")]
    [InlineData("\0\0\0\0", "no recording that is known")]
    public void What_is_no_recording_is_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<RecordedFileException>(() => Replayed.OfText(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("-1")]
    [InlineData("-0.001")]
    [InlineData("1e308")]
    [InlineData("1e999")]
    [InlineData("9223372036854775807")]
    [InlineData("0x10")]
    [InlineData("12 34")]
    [InlineData("1,5", "has too many cells")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999999999")]
    [InlineData("12\0")]
    public void What_no_recorder_writes_is_unknown_and_told(string cell, string problem = "rss_bytes is no figure")
    {
        Replayed replayed = Replayed.OfText($"{Header}{First}2026-03-01T23:59:59.000000Z,1.000000,4711,x,{cell},7,\n");

        Assert.StartsWith($"line 3: {problem}", Assert.Single(replayed.Notices), StringComparison.Ordinal);
        if (replayed.Samples.Count > 1)
            Assert.Equal("4711 x peak_rss=7", replayed.Samples[1].Total);
    }

    [Theory]
    [InlineData("2026-03-01T23:59:59.000000Z,1.000000,4711,x,1,1", "has too few cells")]
    [InlineData("x,1.000000,4711,x,1,1,1", "tells no time")]
    [InlineData("2026-02-30T23:59:59.000000Z,1.000000,4711,x,1,1,1", "tells no time")]
    [InlineData("1926-03-01T23:59:59.000000Z,1.000000,4711,x,1,1,1", "tells no time")]
    [InlineData("2026-03-01T23:59:59.000000Z,,4711,x,1,1,1", "tells no time")]
    [InlineData("2026-03-01T23:59:59.000000Z,-1.0,4711,x,1,1,1", "tells no time")]
    [InlineData("2026-03-01T23:59:59.000000Z,1e30,4711,x,1,1,1", "tells no time")]
    [InlineData("2026-03-01T23:59:59.000000Z,1.000000,x,x,1,1,1", "has no PID")]
    [InlineData("2026-03-01T23:59:59.000000Z,1.000000,4712,x,1,1,1", "belongs to another process")]
    [InlineData("2026-03-01T23:59:59.000000Z,1.000000,,,1,1,1", "belongs to another process")]
    [InlineData("garbage", "tells no time")]
    public void What_is_no_row_is_passed_over_and_told(string line, string problem)
    {
        Replayed replayed = Replayed.OfText($"{Header}{First}{line}\n{Second}");

        Assert.StartsWith($"line 3: {problem}", Assert.Single(replayed.Notices), StringComparison.Ordinal);
        Assert.Equal(Replayed.OfText(Header + First + Second).Samples, replayed.Samples);
    }

    [Fact]
    public void Time_does_not_run_back()
    {
        Replayed replayed = Replayed.OfText(Header + Second + First + string.Concat(Enumerable.Repeat(First, 6)) + Second);

        Assert.Equal(2, replayed.Samples.Count);
        Assert.Equal(6, replayed.Notices.Count);
        Assert.Equal("line 3: was taken before the line above", replayed.Notices[0]);
        Assert.StartsWith("and 2 more lines", replayed.Notices[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_and_second_ones_are_left_out_and_told()
    {
        Replayed replayed = Replayed.OfText("elapsed_s,a,rss_bytes,b,rss_bytes,c,d\n0,x,1,\"y,\",2,,\n");

        Assert.Equal("  rss=1", Assert.Single(replayed.Samples).Total);
        Assert.Equal(
            ["more than one column is called 'rss_bytes': the first counts", "of the columns 'a', 'b', 'c' and 1 more nothing is known here: what they hold is left out"], replayed.Notices);
    }

    [Fact]
    public void A_torn_last_line_is_left_out()
    {
        string whole = Header + First + Second;
        for (int length = Header.Length; length < whole.Length - 1; length++)
        {
            Replayed replayed = Replayed.OfText(whole[..length]);

            Assert.Equal(length < Header.Length + First.Length ? 0 : 1, replayed.Samples.Count);
        }
    }
}
