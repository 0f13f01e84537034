using System.Text;
using System.Text.Json;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public class JsonRowTests
{
    private static readonly MetricSet Metrics = new(Metric.Rss, Metric.Cpu);

    [Theory]
    [InlineData(
        "2026-03-01T23:59:58.000001Z,1.000123,4711,python3,1234,99.987",
        """{"type":"sample","time":"2026-03-01T23:59:58.000001Z","elapsed_s":1.000123,"pid":4711,"command":"python3","rss_bytes":1234,"cpu_percent":99.987}""")]
    [InlineData("t,0.000000,,,,", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":null,"command":null,"rss_bytes":null,"cpu_percent":null}""")]
    [InlineData("t,0.000000,7,,1,", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":7,"command":"","rss_bytes":1,"cpu_percent":null}""")]
    [InlineData("t,0.000000,7,\"a,\"\"b\"\"\",1,2.000", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":7,"command":"a,\"b\"","rss_bytes":1,"cpu_percent":2.000}""")]
    [InlineData("t,0.000000,7,\"\"\"\"\"\",1,", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":7,"command":"\"\"","rss_bytes":1,"cpu_percent":null}""")]
    [InlineData(@"t,0.000000,7,a\n\,1,", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":7,"command":"a\\n\\","rss_bytes":1,"cpu_percent":null}""")]
    [InlineData("t,0.000000,7,\"\\,\"\"\",1,", """{"type":"sample","time":"t","elapsed_s":0.000000,"pid":7,"command":"\\,\"","rss_bytes":1,"cpu_percent":null}""")]
    public void A_row_becomes_a_line(string row, string line) => Assert.Equal(line + "\n", Format(Metrics, Encoding.UTF8.GetBytes(row)));

    [Theory]
    [InlineData("\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"")]
    [InlineData("\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\")]
    [InlineData(",\",\",\",\",\",\",\",\"")]
    [InlineData("a\nb\tc\0d\u001b[2J")]
    [InlineData("\u6f22\u5b57\u202e|`<b>")]
    public void Whatever_a_process_calls_itself_comes_out_as_in_the_CSV_and_as_JSON(string name)
    {
        Sample sample = Samples.Full(0, MetricSet.All);
        sample.Total.Command = Samples.At(0, name: name).Total.Command;
        byte[] row = new byte[CsvRow.MaxLength];
        int length = new CsvRow(MetricSet.All).Format(sample, row);

        string line = Format(MetricSet.All, row.AsSpan(0, length - 1));

        using JsonDocument json = JsonDocument.Parse(line);
        Assert.Equal(sample.Total.Command.ToString(), json.RootElement.GetProperty("command").GetString());
        Assert.All(MetricSet.All.InOrder, metric => Assert.Equal(sample.Total[metric], json.RootElement.GetProperty(metric.Column).GetDouble()));
        Assert.Equal(5 + MetricSet.All.InOrder.Length, json.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void The_longest_row_has_room()
    {
        byte[] row = Encoding.UTF8.GetBytes($"t,0,7,\"{new string('\\', CsvRow.MaxLength)}\",,");
        Assert.InRange(Format(Metrics, row).Length, CsvRow.MaxLength * 2, new JsonRow(Metrics).MaxLength);
    }

    private static string Format(MetricSet metrics, ReadOnlySpan<byte> row)
    {
        JsonRow form = new(metrics);
        byte[] line = new byte[form.MaxLength];
        return Encoding.UTF8.GetString(line.AsSpan(0, form.Format(row, line)));
    }
}
