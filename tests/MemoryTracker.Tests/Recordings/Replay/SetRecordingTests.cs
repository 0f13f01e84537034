using MemoryTracker.Recordings.Replay;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

/// <summary>Recordings of several processes: totals without a PID, and rows of the processes below each.</summary>
public class SetRecordingTests
{
    private const string Header = "elapsed_s,pid,command,rss_bytes,cpu_percent,processes\n";

    [Fact]
    public void A_pid_that_was_missing_and_comes_again_is_another_process()
    {
        Replayed replayed = Replayed.OfText(Header
            + "0,,,30,,2\n0,7,a,10,,1\n0,8,b,20,,1\n"
            + "1,,,20,50,1\n1,8,b,20,50,1\n"
            + "2,,,60,50,3\n2,8,b,20,50,1\n2,7,c,30,,1\n2,9,d,10,,1\n"
            + "3,,,60,50,3\n3,9,d,10,50,1\n3,8,b,20,50,1\n3,7,c,30,50,1\n");

        Assert.Equal(
            [
                "#0 7 a rss=10 processes=1; #1 8 b rss=20 processes=1",
                "#1 8 b rss=20 cpu=50 processes=1",
                "#1 8 b rss=20 cpu=50 processes=1; #2 7 c rss=30 processes=1; #3 9 d rss=10 processes=1",
                "#1 8 b rss=20 cpu=50 processes=1; #2 7 c rss=30 cpu=50 processes=1; #3 9 d rss=10 cpu=50 processes=1",
            ],
            replayed.Samples.Select(sample => sample.Processes));
        Assert.Equal(["  rss=30 processes=2", "  rss=20 cpu=50 processes=1", "  rss=60 cpu=50 processes=3", "  rss=60 cpu=50 processes=3"], replayed.Samples.Select(sample => sample.Total));
        Assert.Empty(replayed.Notices);
        Assert.Equal(("processes", 7, "a"), (replayed.Document.Scope, replayed.Document.Target.Pid, replayed.Document.Target.Command));
    }

    [Fact]
    public void Rows_that_belong_to_no_total_are_passed_over()
    {
        Replayed replayed = Replayed.OfText(Header + "0,,,30,,2\n0,7,a,10,,1\n0,7,a,11,,1\n0.5,8,b,20,,1\n1,,,20,50,1\n0,8,b,20,50,1\n1,8,b,21,50,1\n");

        Assert.Equal(["#0 7 a rss=10 processes=1", "#1 8 b rss=21 cpu=50 processes=1"], replayed.Samples.Select(sample => sample.Processes));
        Assert.Equal(["line 4: is the second of its process at that time", "line 5: belongs to no total", "line 7: belongs to no total"], replayed.Notices);
    }

    [Fact]
    public void Between_two_processes_no_time_is_used()
    {
        Replayed replayed = Replayed.OfText(Header + "0,,,30,,1\n1,,,30,100,1\n2,,,,,0\n10,,,5,50,1\n11,,,5,200,1\n");

        Assert.Equal([0, 1, null, 5, 7], replayed.Samples.Select(sample => sample.CpuTime?.TotalSeconds));
        Assert.Equal([false, false, true, false, false], replayed.Samples.Select(sample => sample.HasNobody));
    }

    [Fact]
    public void At_the_end_nobody_is_missing_and_where_processes_were_not_counted_it_is_not_told()
    {
        Assert.All(Replayed.OfText(Header + "0,,,30,,1\n1,,,,,\n").Samples, sample => Assert.False(sample.HasNobody));
        Assert.All(Replayed.OfText("elapsed_s,pid,command,rss_bytes\n0,,,30\n1,,,\n2,,,30\n").Samples, sample => Assert.False(sample.HasNobody));
    }

    [Fact]
    public void Many_pids_take_little_memory()
    {
        System.Text.StringBuilder text = new(Header);
        for (int i = 0; i < 20_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},,,1,,1\n{i},{i + 1},x,1,,1\n");

        Replayed replayed = Replayed.OfText(text.ToString());

        Assert.Equal("#19999 20000 x rss=1 processes=1", replayed.Samples[^1].Processes);
    }

    [Theory]
    [InlineData("0,,,1,,1\n1,,,1,,1\n2,,,1,,1\n", "several processes")]
    [InlineData("0,7,a,1,,1\n", "a (PID 7)")]
    public void It_has_a_title(string rows, string title) => Assert.Equal(title, Replayed.OfText(Header + rows).Document.Title);
}
