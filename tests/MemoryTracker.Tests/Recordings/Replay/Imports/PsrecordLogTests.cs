using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Recordings.Replay.Imports;

public sealed class PsrecordLogTests
{
    private const string Csv = "elapsed_time,nproc,cpu,mem_real,mem_virtual\n";
    private const string CsvWithCounters = "elapsed_time,nproc,cpu,mem_real,mem_virtual,read_count,write_count,read_bytes,write_bytes\n";
    private const string Plain = "# Elapsed time   CPU (%)     Real (MB)   Virtual (MB)\n";

    [Theory]
    [InlineData("10.5", 11010048)]
    [InlineData("10.836", 11362304)]
    [InlineData("10.837", 11363418)]
    [InlineData("0.000", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("-1", double.NaN)]
    [InlineData("nan", double.NaN)]
    [InlineData("inf", double.NaN)]
    [InlineData("-Infinity", double.NaN)]
    [InlineData("1e308", double.NaN)]
    [InlineData("1e-3", 1049)]
    public void Its_MB_are_MiB_and_what_cannot_be_is_unknown(string memory, double bytes) =>
        Assert.Equal(bytes, Assert.Single(Imported.Text($"{Plain}       0.000        0.000 {memory}       20.000\n").Totals));

    [Fact]
    public void A_negative_zero_is_shown_without_its_sign() =>
        Assert.False(double.IsNegative(Imported.Text(Csv + "0.1,1,0.0,-0.0,1\n").Totals[0]));

    [Fact]
    public void The_CPU_of_the_first_row_is_unknown_and_the_time_is_the_sum_of_the_others()
    {
        Imported log = Imported.Text(Csv + "0.5,1,0.0,1,2\n1.5,1,50.0,1,2\n3.5,1,100,1,2\n");

        Assert.Equal([double.NaN, 50, 100], log.Cpu);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2.5)], log.CpuTimes);
        Assert.Null(log.Document.Start);
    }

    [Fact]
    public void After_a_row_that_cannot_be_read_nobody_knows_how_much_CPU_time_was_used()
    {
        Imported log = Imported.Text(Csv + "0.5,1,0.0,1,2\n1.5,1,5x,1,2\n3.5,1,100,1,2\n");

        Assert.Equal([TimeSpan.Zero, null], log.CpuTimes);
        Assert.Equal(["line 3: is no row of psrecord"], log.LineNotices);
    }

    [Theory]
    [InlineData("1.0,1,0,1\n")]
    [InlineData("1.0,1,0,1,2,3\n")]
    [InlineData(",1,0,1,2\n")]
    [InlineData("-1.0,1,0,1,2\n")]
    [InlineData("0.1,1,0,1,2\n")]
    [InlineData("nan,1,0,1,2\n")]
    [InlineData("99999999999,1,0,1,2\n")]
    [InlineData("3200000000,1,0,1,2\n")]
    public void Rows_that_are_none_are_passed_over(string row)
    {
        Imported log = Imported.Text(Csv + "0.5,1,0,1,2\n" + row + "2.0,1,0,3,4\n");

        Assert.Equal([1048576, 3145728], log.Totals);
        Assert.StartsWith("line 3: ", Assert.Single(log.LineNotices), StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_count_from_the_first_row_and_are_unknown_once_children_came()
    {
        Imported log = Imported.Text(CsvWithCounters + "0,1,0,1,2,5,6,1000,2000\n1,1,0,1,2,5,6,1500,2000\n2,2,0,1,2,5,6,1700,2000\n3,1,0,1,2,5,6,1800,2000\n");

        Assert.Equal(["read_bytes=0 write_bytes=0", "read_bytes=500 write_bytes=0", "read_bytes=NaN write_bytes=NaN", "read_bytes=NaN write_bytes=NaN"], log.Samples.Select(Counters));
        Assert.Equal("tree", log.Document.Scope);
    }

    [Fact]
    public void A_counter_that_falls_is_unknown_from_then_on()
    {
        string log = Plain.TrimEnd('\n') + "  Read count  Write count   Read bytes  Write bytes\n 0 0 1 2 5 6 1000 0\n 1 0 1 2 5 6 900 10\n 2 0 1 2 5 6 5000 20\n";

        Assert.Equal(["read_bytes=0 write_bytes=0", "read_bytes=NaN write_bytes=10", "read_bytes=NaN write_bytes=20"], Imported.Text(log).Samples.Select(Counters));
    }

    [Fact]
    public void Its_metrics_are_those_of_its_columns()
    {
        Assert.Equal([Metric.Rss, Metric.Vsz, Metric.Cpu], Imported.Text(Plain).Metrics.InOrder);
        Assert.Equal([Metric.Rss, Metric.Vsz, Metric.Cpu, Metric.Processes, Metric.ReadBytes, Metric.WriteBytes], Imported.Text(CsvWithCounters).Metrics.InOrder);
    }

    [Fact]
    public void What_it_said_to_its_user_tells_the_process() =>
        Assert.Equal(4711, Imported.Text("Attaching to process 4711\n" + Plain + " 0 0 1 2\nProcess finished (1.00 seconds)\n").Document.Target.Pid);

    private static string Counters(string sample) => sample[sample.IndexOf("read_bytes", StringComparison.Ordinal)..].TrimEnd();
}
