using System.Globalization;
using System.Text.Json;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public class TraceJsonTests
{
    [Fact]
    public void A_small_trace() => Snapshot.Match("trace.json", Lines(Write(
        MetricSet.Default,
        Finished.WithMarkers(),
        Samples.At(0, rss: 10),
        Samples.At(1, rss: 20, peak: 99, cpu: 50),
        Samples.At(2),
        Samples.At(3, rss: 30, cpu: 12.5))));

    [Fact]
    public void What_tells_of_the_time_between_samples_stands_where_that_began()
    {
        JsonElement[] events = Events(Write(MetricSet.Default, Finished.Ordinary(), Samples.At(0, rss: 1), Samples.At(1, rss: 1), Samples.At(2, rss: 1, cpu: 50), Samples.At(3, rss: 1, cpu: 75)));

        Assert.Equal([(0L, 50.0), (2_000_000, 75)], Counter(events, "cpu", "percent"));
        Assert.Equal([(0L, 1.0), (1_000_000, 1), (2_000_000, 1), (3_000_000, 1)], Counter(events, "rss", "bytes"));
    }

    [Fact]
    public void The_first_rate_after_a_restart_does_not_reach_back_to_before_it_though_nobody_counted_processes()
    {
        JsonElement[] events = Events(Write(
            MetricSet.Default, Finished.Ordinary(), Total(0, rss: 1), Total(1, rss: 1, cpu: 50), Total(2), Total(3), Total(4, rss: 1, cpu: 25), Total(5, rss: 1, cpu: 30)));

        Assert.Equal([(0L, 50.0), (3_000_000, 25), (4_000_000, 30)], Counter(events, "cpu", "percent"));

        static Sample Total(double seconds, double rss = double.NaN, double cpu = double.NaN) => Samples.At(seconds, rss, cpu: cpu, pid: null);
    }

    [Fact]
    public void Where_nobody_is_there_nothing_is_used()
    {
        Sample[] samples = [.. Enumerable.Range(0, 4).Select(second => Samples.At(second, rss: second == 2 ? double.NaN : 1, pid: null))];
        samples[2].HasNobody = true;

        Assert.Equal([(0L, 1.0), (1_000_000, 1), (2_000_000, 0), (3_000_000, 1)], Counter(Events(Write(MetricSet.Default, Finished.Ordinary(), samples)), "rss", "bytes"));
    }

    [Fact]
    public void What_counts_up_is_told_as_its_growth_a_second_and_not_where_it_fell()
    {
        JsonElement[] events = Events(Write(new(Metric.ReadBytes), Finished.Ordinary(), Counted(0, 100), Counted(2, 500), Counted(3, 400), Counted(4, double.NaN), Counted(5, 600)));

        Assert.Equal([(0L, 200.0), (3_000_000, 100)], Counter(events, "read_bytes", "bytes_per_s"));
    }

    [Fact]
    public void Every_metric_is_in_it_under_its_name()
    {
        JsonElement[] events = Events(Write(MetricSet.All, Finished.OfMetrics(MetricSet.All), Samples.Full(0, MetricSet.All), Samples.Full(1, MetricSet.All)));

        Assert.Equal(Metric.All.Select(metric => metric.Name).Order(), events.Where(one => Text(one, "ph") is "C" or "b").Select(one => Text(one, "name")).Distinct().Order());
    }

    [Fact]
    public void Of_several_processes_each_has_its_own_counters_and_name_below_those_of_the_total()
    {
        Sample first = Tree(0, (7, "make"), (8, "cc"));
        Sample second = Tree(1, (7, "make"), (9, "ld\"\n<"));
        Sample third = Tree(2, (7, "exec'd"), (8, "cc again"));

        JsonElement[] events = Events(Write(MetricSet.DefaultOfSet, Finished.Ordinary(), first, second, third));

        Assert.Equal(
            ["7 make", "8 cc", "9 ld\"\ufffd<", "7 exec'd", "8 cc again", $"{TraceJson.Nobody} {Finished.Ordinary().Document.Title}"],
            events.Where(one => Text(one, "name") == "process_name").Select(one => $"{one.GetProperty("pid")} {one.GetProperty("args").GetProperty("name")}"));
        // Two figures, and nothing when it was gone between them.
        Assert.Equal(3, Counter([.. events.Where(one => one.GetProperty("pid").GetInt32() == 8)], "rss", "bytes").Length);
        Assert.Equal(3, Counter([.. events.Where(one => one.GetProperty("pid").GetInt32() == TraceJson.Nobody)], "rss", "bytes").Length);
    }

    [Fact]
    public void Spans_have_a_begin_and_an_end_of_one_id_and_what_began_before_begins_with_the_recording()
    {
        Finished finished = Finished.Ordinary() with
        {
            Markers = MarkerLog.Of([Span(-3, 1, "before"), Span(0.5, 2, "a"), Span(1, 3, "a"), new() { At = TimeSpan.FromSeconds(-1), Label = "missed" }], 0, 0, _ => { }),
        };

        JsonElement[] events = [.. Events(Write(MetricSet.Default, finished, Samples.At(0, rss: 1))).Where(one => Text(one, "cat") == "marker")];

        Assert.Equal(
            ["b before 0 1", "e before 1000000 1", "b a 500000 3", "e a 2000000 3", "b a 1000000 4", "e a 3000000 4"],
            events.Select(one => $"{Text(one, "ph")} {Text(one, "name")} {one.GetProperty("ts")} {Text(one, "id")}"));
        Assert.Equal(-3, events[0].GetProperty("args").GetProperty("elapsed_s").GetDouble());
    }

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void Numbers_are_the_same_in_every_language(string culture) => Cultures.Under(culture, () =>
    {
        Assert.Equal([(0L, 12.5)], Counter(Events(Write(MetricSet.Default, Finished.Ordinary(), Samples.At(0), Samples.At(0.25, cpu: 12.5))), "cpu", "percent"));
        return 0;
    });

    [Fact]
    public void However_long_it_is_memory_is_bounded()
    {
        using TraceJson trace = new(Stream.Null, MetricSet.All);
        Sample sample = Samples.Full(0, MetricSet.All);
        for (int i = 0; i < 1_000; i++)
            trace.Add(sample);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50_000; i++)
            trace.Add(sample);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * 50_000);
        trace.Finish(Finished.Ordinary().Document, Finished.Ordinary().Markers);
    }

    private static Sample Counted(double seconds, double figure)
    {
        Sample sample = Samples.At(seconds);
        sample.Total[Metric.ReadBytes] = figure;
        return sample;
    }

    private static Sample Tree(double seconds, params (int Pid, string Name)[] processes)
    {
        Sample sample = Samples.At(seconds, rss: 5, name: "", pid: null);
        sample.Processes =
        [
            .. processes.Select(process =>
            {
                Figures row = new() { Pid = process.Pid, Command = new CommandName(System.Text.Encoding.UTF8.GetBytes(process.Name)) };
                row[Metric.Rss] = 1;
                return row;
            }),
        ];
        return sample;
    }

    private static Marker Span(double from, double to, string label) => new() { At = TimeSpan.FromSeconds(from), End = TimeSpan.FromSeconds(to), Label = label };

    private static byte[] Write(MetricSet metrics, Finished finished, params Sample[] samples)
    {
        using MemoryStream stream = new();
        using (TraceJson trace = new(stream, metrics))
        {
            foreach (Sample sample in samples)
                trace.Add(sample);
            trace.Finish(finished.Document, finished.Markers);
        }

        return stream.ToArray();
    }

    private static JsonElement[] Events(byte[] trace) => [.. JsonDocument.Parse(trace).RootElement.GetProperty("traceEvents").EnumerateArray()];

    private static (long At, double Figure)[] Counter(JsonElement[] events, string name, string unit) =>
    [
        .. events.Where(one => Text(one, "ph") == "C" && Text(one, "name") == name)
            .Select(one => (one.GetProperty("ts").GetInt64(), one.GetProperty("args").GetProperty(unit).GetDouble())),
    ];

    private static string? Text(JsonElement element, string key) => element.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    /// <summary>An event a line, for a person to look at.</summary>
    private static string Lines(byte[] trace)
    {
        using JsonDocument json = JsonDocument.Parse(trace);
        return string.Join('\n', Events(trace).Select(one => one.GetRawText())) + "\n" + json.RootElement.GetProperty("otherData").GetRawText() + "\n"
            + json.RootElement.GetProperty("displayTimeUnit").GetString() + string.Create(CultureInfo.InvariantCulture, $" {json.RootElement.EnumerateObject().Count()}\n");
    }
}
