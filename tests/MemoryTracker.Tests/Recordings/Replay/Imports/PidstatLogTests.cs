using MemoryTracker.Metrics;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

public sealed class PidstatLogTests
{
    private const string Header = "# Time        UID       PID    %usr %system  %guest   %wait    %CPU   CPU     VSZ     RSS   %MEM threads   fd-nr  Command\n";

    [Fact]
    public void Its_memory_is_in_KiB_and_guests_are_part_of_user_time()
    {
        Imported log = Imported.Text(Header + Row(100, 7, "0.00") + Header + "101 0 7 1.50 2.00 3.00 9.99 6.50 1 40 10 0.1 5 6  Web Content\n");

        Assert.Contains("  7 Web Content: rss=10240 vsz=40960 cpu=6.5 cpu_user=4.5 cpu_system=2 threads=5 fds=6", log.Samples[1], StringComparison.Ordinal);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(0.065)], log.CpuTimes);
        Assert.Equal(double.NaN, log.Cpu[0]);
    }

    [Fact]
    public void What_it_cannot_read_is_unknown() =>
        Assert.EndsWith("threads=5 fds=NaN\n", Assert.Single(Imported.Text(Header + "101 0 7 0 0 0 0 0 1 40 10 0.1 5 -1  x\n").Samples), StringComparison.Ordinal);

    [Fact]
    public void A_total_is_known_while_everyone_seen_is_told_of()
    {
        Imported log = Imported.Text(Header + Row(100, 7, "1.00") + Row(100, 8, "2.00") + Header + Row(101, 8, "3.00") + Header + Row(102, 8, "2.00") + Row(102, 7, "2.00"));

        Assert.Equal([20480, double.NaN, 20480], log.Totals);
        Assert.Equal([double.NaN, 3, 4], log.Cpu);
        Assert.Contains("#0  7", log.Samples[2], StringComparison.Ordinal);
        Assert.Equal("processes", log.Document.Scope);
    }

    [Fact]
    public void A_moment_with_a_row_that_cannot_be_read_has_no_total()
    {
        Imported log = Imported.Text(Header + Row(100, 7, "1.00") + Row(100, 8, "2.00") + Row(101, 7, "1.00") + "101 0 8 zero\n" + Row(102, 7, "1.00") + Row(102, 8, "2.00") + Row(103, 7, "1.00") + Row(103, 8, "2.00"));

        Assert.Equal([double.NaN, double.NaN, double.NaN, 3], log.Cpu);
        Assert.StartsWith("line 5: has a number that cannot be read", Assert.Single(log.LineNotices), StringComparison.Ordinal);
    }

    [Fact]
    public void Seconds_of_which_nothing_is_told_are_a_gap_in_which_no_CPU_was_used()
    {
        Imported log = Imported.Text(Header + Row(100, 7, "1.00") + Row(101, 7, "50.00") + Row(111, 7, "50.00"));

        Assert.Equal([false, false, true], log.Samples.Select(sample => sample.Contains("after a gap", StringComparison.Ordinal)));
        Assert.Equal(TimeSpan.FromSeconds(1), log.CpuTimes[2]);
    }

    [Fact]
    public void Divided_by_the_number_of_CPUs_is_what_the_parts_say_it_is_not() =>
        Assert.Equal(100, Imported.Text(Header + Row(100, 7, "1.00") + "101 0 7 90.00 10.00 0.00 0.00 25.00 1 40 10 0.1 5 6  x\n").Cpu[1]);

    [Theory]
    [InlineData("12,50", 12.5)]
    [InlineData("12.50", 12.5)]
    public void A_comma_may_stand_for_the_point(string figure, double percent) =>
        Assert.Equal(percent, Imported.Text(Header + Row(100, 7, "1.00") + Row(101, 7, figure)).Cpu[1]);

    [Fact]
    public void Its_metrics_are_those_of_all_its_headers() =>
        Assert.Equal([Metric.Rss, Metric.Vsz, Metric.Cpu, Metric.CpuUser, Metric.CpuSystem], Imported.File(Imported.Fixture("pidstat-blocks.txt")).Metrics.InOrder);

    [Fact]
    public void A_process_is_told_of_once_a_moment()
    {
        Imported log = Imported.Text(Header + Row(100, 7, "1.00") + Row(100, 7, "2.00"));

        Assert.Single(log.Samples);
        Assert.Equal(["line 3: tells again of a process"], log.LineNotices);
    }

    [Theory]
    [InlineData("# Time        UID       PID    usr-ms system-ms  guest-ms  Command\n", "without memory and CPU")]
    [InlineData("Linux 6.1.0 (host) \t11/24/26 \t_x86_64_\t(2 CPU)\n\n08:18:13 PM   UID       PID  minflt/s  majflt/s     VSZ     RSS   %MEM  Command\n08:18:14 PM 0 1 0 0 1 1 0 x\n", "without dates")]
    [InlineData("Linux 6.1.0 (host) \t11/24/26 \t_x86_64_\t(2 CPU)\n\n08:18:13     CPU     %user     %nice\n", "no recording that is known")]
    [InlineData("# Time is money Command\n", "no recording that is known")]
    public void Others_are_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<RecordedFileException>(() => Imported.Text(text)).Message, StringComparison.Ordinal);

    private static string Row(int time, int pid, string cpu) => FormattableString.Invariant($"{time}      0      {pid}    {cpu}    0.00    0.00    0.00    {cpu}     1      40      10   0.19       1       5  x\n");
}
