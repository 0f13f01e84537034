using System.Text;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public class CsvRowTests
{
    private readonly CsvRow _format = new(MetricSet.Default);

    [Fact]
    public void The_header_names_every_column_and_its_unit() =>
        Assert.Equal("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n", Encoding.UTF8.GetString(CsvRow.Header(MetricSet.Default)));

    [Fact]
    public void A_row_has_every_figure() => Assert.Equal(
        "2026-03-01T23:59:59.500000Z,1.500000,4711,python3,1048576,2097152,12.346\n",
        Row(Samples.At(1.5, rss: 1 << 20, peak: 2 << 20, cpu: 12.346)));

    [Fact]
    public void What_is_unknown_is_empty_and_never_0() => Assert.Equal("2026-03-01T23:59:58.000000Z,0.000000,4711,python3,,,\n", Row(Samples.At(0)));

    [Fact]
    public void Nothing_used_is_0_and_not_empty() =>
        Assert.Equal("2026-03-01T23:59:58.000000Z,0.000000,4711,python3,0,0,0.000\n", Row(Samples.At(0, rss: 0, peak: 0, cpu: 0)));

    [Fact]
    public void The_total_of_several_has_no_pid_and_no_command() =>
        Assert.Equal("2026-03-01T23:59:58.000000Z,0.000000,,,5,,\n", Row(Samples.At(0, rss: 5, name: "", pid: null)));

    [Fact]
    public void The_day_changes_at_midnight()
    {
        Assert.StartsWith("2026-03-01T23:59:59.999999Z,1.999999,", Row(Samples.At(1.999999)), StringComparison.Ordinal);
        Assert.StartsWith("2026-03-02T00:00:00.000000Z,2.000000,", Row(Samples.At(2)), StringComparison.Ordinal);
        Assert.StartsWith("2026-03-01T23:59:58.000001Z,0.000001,", Row(Samples.At(0.000001)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("two words", "two words")]
    [InlineData(" ", " ")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"")]
    [InlineData(",,,,,,,,,,,,,,,", "\",,,,,,,,,,,,,,,\"")]
    [InlineData("a\nb\rc", "a\ufffdb\ufffdc")]
    [InlineData("\e[31mred", "\ufffd[31mred")]
    [InlineData("ünï", "ünï")]
    public void A_name_is_quoted_and_cleaned_where_it_must_be(string name, string cell) =>
        Assert.Equal($"2026-03-01T23:59:58.000000Z,0.000000,4711,{cell},1,,\n", Row(Samples.At(0, rss: 1, name: name)));

    [Fact]
    public void A_name_that_is_no_text_is_marked_and_has_room()
    {
        Sample sample = Samples.At(0);
        sample.Total.Command = new CommandName([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, (byte)'"']);

        Assert.Equal($"2026-03-01T23:59:58.000000Z,0.000000,4711,\"{new string('\ufffd', 14)}\"\"\",,,\n", Row(sample));
    }

    [Fact]
    public void A_process_that_renames_itself_has_its_new_name_in_the_next_row()
    {
        Assert.Contains(",before,", Row(Samples.At(0, name: "before")), StringComparison.Ordinal);
        Assert.Contains(",now,", Row(Samples.At(1, name: "now")), StringComparison.Ordinal);
        Assert.Contains(",before,", Row(Samples.At(2, name: "before")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0004, "0.000")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.1, "0.100")]
    [InlineData(99.9996, "100.000")]
    [InlineData(25_600, "25600.000")]
    [InlineData(-1.5, "-1.500")]
    [InlineData(-0.001, "-0.001")]
    public void A_percentage_has_three_decimals(double cpu, string cell) => Assert.EndsWith($",,,{cell}\n", Row(Samples.At(0, cpu: cpu)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1e18)]
    [InlineData(-1e18)]
    [InlineData(double.PositiveInfinity)]
    public void What_has_no_room_in_its_cell_is_unknown_rather_than_another_number(double cpu) => Assert.EndsWith(",python3,5,,\n", Row(Samples.At(0, rss: 5, cpu: cpu)), StringComparison.Ordinal);

    [Fact]
    public void The_longest_row_fits()
    {
        Sample sample = Samples.At(0, rss: long.MaxValue, peak: long.MinValue, cpu: -9e15, name: "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", pid: int.MinValue);
        sample.Time = DateTime.MaxValue;
        sample.Elapsed = TimeSpan.MaxValue;

        Assert.InRange(Row(sample).Length, 1, CsvRow.MaxLength);
    }

    [Fact]
    public void A_row_of_every_metric_has_as_many_cells_as_the_header_and_room_for_the_longest()
    {
        Sample sample = Samples.At(0, name: "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", pid: int.MinValue);
        foreach (Metric metric in Metric.All)
            sample.Total[metric] = metric.Decimals == 0 ? long.MinValue : -9e15 / Math.Pow(10, metric.Decimals - 3);
        byte[] row = new byte[CsvRow.MaxLength];

        int length = new CsvRow(MetricSet.All).Format(sample, row);

        Assert.InRange(length, Metric.All.Length * 20, CsvRow.MaxLength);
        Assert.Equal(CsvRow.Header(MetricSet.All).Count(letter => letter == ','), row[..length].Count(letter => letter == ','));
    }

    [Fact]
    public void Only_chosen_metrics_have_a_column()
    {
        MetricSet metrics = new(Metric.CpuTime, Metric.Anon, Metric.MinorFaults);
        Sample sample = Samples.At(0, rss: 1, cpu: 2);
        (sample.Total[Metric.Anon], sample.Total[Metric.CpuTime]) = (4096, 1.5);
        byte[] row = new byte[CsvRow.MaxLength];

        Assert.Equal("time,elapsed_s,pid,command,anon_bytes,cpu_time_s,minor_faults\n", Encoding.UTF8.GetString(CsvRow.Header(metrics)));
        Assert.Equal(
            "2026-03-01T23:59:58.000000Z,0.000000,4711,python3,4096,1.500000,\n",
            Encoding.UTF8.GetString(row, 0, new CsvRow(metrics).Format(sample, row)));
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Rows_are_the_same_under_every_culture(string culture) => Snapshot.Match("recording.csv", Cultures.Under(culture, WholeFile));

    [Fact]
    public void A_row_allocates_nothing()
    {
        Sample sample = Samples.At(1, rss: 1, peak: 2, cpu: 3, name: "a,b");
        byte[] row = new byte[CsvRow.MaxLength];
        _ = _format.Format(sample, row);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                _ = _format.Format(sample, row);
        }));
    }

    private static string WholeFile()
    {
        CsvRowTests rows = new();
        return Encoding.UTF8.GetString(CsvRow.Header(MetricSet.Default)) + string.Concat(new[]
        {
            Samples.At(0, rss: 52_428_800),
            Samples.At(0.500021, rss: 52_432_896, cpu: 99.987),
            Samples.At(1.000017, rss: 52_432_896, peak: 1_234_567_168, cpu: 1250.5),
            Samples.At(2.5, rss: 8_388_608, cpu: -0.25, name: "a, \"b\"\n"),
            Samples.At(435_723.25, cpu: 0),
            Samples.At(435_723.250001),
        }.Select(rows.Row));
    }

    private string Row(Sample sample)
    {
        byte[] row = new byte[CsvRow.MaxLength];
        return Encoding.UTF8.GetString(row, 0, _format.Format(sample, row));
    }
}
