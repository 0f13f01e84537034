using System.Text.Json;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings;

public sealed class JsonLinesFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_whole_recording_is_a_document_in_lines()
    {
        Finished finished = Finished.WithMarkers();
        using JsonLinesFile file = Begin(_scratch.File("x.jsonl"));
        Assert.Equal("", _scratch.Text("x.jsonl"));

        Assert.Null(file.Append("2026-03-01T23:59:58.000000Z,0.000000,7,sh,1,,\n2026-03-01T23:59:59.000000Z,1.000000,7,sh,2,3,4.000\n"u8));
        Assert.Null(file.Append(new Marker { At = TimeSpan.FromSeconds(0.5), Label = "load \"x\"\n", IsOpen = true }));
        Assert.Null(file.Append(new Marker { At = TimeSpan.FromSeconds(0.5), End = TimeSpan.FromSeconds(2), Label = "load \"x\"\n" }));
        Assert.Null(file.End(finished.Document));

        string[] lines = _scratch.Text("x.jsonl").Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(["meta", "sample", "sample", "marker", "marker", "end"], lines[..^1].Select(Type));
        Assert.Equal("""{"type":"marker","elapsed_s":0.5,"label":"load \"x\"\n","open":true}""", lines[3]);
        Assert.Equal("""{"type":"marker","elapsed_s":0.5,"label":"load \"x\"\n","end_s":2}""", lines[4]);
        Assert.Equal(RecordingJson.Write(Finished.Begun()), RecordingJson.Write(RecordingJson.Read(Json(lines[0]))));
        Assert.Equal(RecordingJson.Write(finished.Document), RecordingJson.Write(RecordingJson.Read(Json(lines[5]))));
    }

    [Fact]
    public void The_first_line_claims_nothing_of_the_end_even_where_that_is_known()
    {
        Finished finished = Finished.WithMarkers();
        using JsonLinesFile file = Begin(_scratch.File("x.jsonl"));
        file.Describe = () => finished.Document with { Assertions = Asserted.Ordinary().Document.Assertions };

        Assert.Null(file.Append("t,0,7,sh,1,,\n"u8));

        string meta = _scratch.Text("x.jsonl").Split('\n')[0];
        Assert.Equal(
            RecordingJson.Write(Finished.Begun() with { Start = finished.Document.Start, Clocks = finished.Document.Clocks }),
            RecordingJson.Write(RecordingJson.Read(Json(meta)) with { Target = Finished.Begun().Target }));
    }

    [Fact]
    public void Rows_that_are_more_than_one_block_are_all_there_in_order()
    {
        using JsonLinesFile file = Begin(_scratch.File("x.jsonl"));
        const int Rows = 5_000;

        Assert.Null(file.Append(Json(string.Concat(Enumerable.Range(0, Rows).Select(i => $"t,{i},7,sh,{i},,\n")))));

        Assert.Equal(
            Enumerable.Range(0, Rows).Select(i => $$"""{"type":"sample","time":"t","elapsed_s":{{i}},"pid":7,"command":"sh","rss_bytes":{{i}},"peak_rss_bytes":null,"cpu_percent":null}"""),
            _scratch.Text("x.jsonl").Split('\n')[1..^1]);
    }

    [Fact]
    public void A_disk_that_fills_up_keeps_whole_lines_and_the_other_rows_are_counted() => SmallDisk.Use(kibibytes: 256, folder =>
    {
        const int Rows = 5_000;
        using JsonLinesFile file = Begin(Path.Combine(folder, "x.jsonl"));

        string? problem = file.Append(Json(string.Concat(Enumerable.Range(0, Rows).Select(i => $"t,{i},7,sh,{i},,\n"))));
        Assert.Null(file.Append(new Marker { At = TimeSpan.Zero, Label = "lost, but no row" }));
        Assert.Null(file.End(Finished.Begun()));

        Assert.StartsWith($"{file.Path}: No space left on device", problem, StringComparison.Ordinal);
        string[] lines = File.ReadAllText(file.Path).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.All(lines[1..^1], line => Assert.Equal("sample", Type(line)));
        Assert.Equal(Rows - (lines.Length - 2), file.LostRows);
        Assert.InRange(file.LostRows, 1, Rows - 1);
    });

    [Fact]
    public void A_second_recording_into_the_same_file_is_refused()
    {
        using JsonLinesFile first = Begin(_scratch.File("x.jsonl"));

        Assert.EndsWith("another recording is being written into it", Assert.Throws<IOException>(() => new JsonLinesFile(first.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_writing_thread_writes_the_same_rows_into_both_forms()
    {
        using JsonLinesFile lines = Begin(_scratch.File("x.jsonl"));
        using CsvFile csv = new(_scratch.File("x.csv"), MetricSet.Default);
        using BackgroundWriter writer = new([csv, lines], MetricSet.Default, hasProcessRows: false, waitsForRoom: true, Assert.Fail, () => []);
        for (int i = 0; i < 1_000; i++)
            writer.Add(Samples.At(i / 1e3, rss: i % 3 == 0 ? double.NaN : i));

        writer.Finish();

        string[] rows = _scratch.Text("x.csv").Split('\n')[1..^1];
        string[] samples = _scratch.Text("x.jsonl").Split('\n')[1..^1];
        Assert.Equal(1_000, samples.Length);
        Assert.Equal(rows.Select(row => row.Split(',')[4]), samples.Select(line => Parsed(line).GetProperty("rss_bytes")).Select(rss => rss.ValueKind == JsonValueKind.Null ? "" : rss.GetRawText()));
        Assert.Equal(rows.Select(row => row.Split(',')[0]), samples.Select(line => Parsed(line).GetProperty("time").GetString()));
    }

    private static JsonLinesFile Begin(string path)
    {
        JsonLinesFile file = new(path) { Describe = () => Finished.Begun() };
        Assert.Null(file.TryBegin(MetricSet.Default));
        return file;
    }

    private static string? Type(string line) => Parsed(line).GetProperty("type").GetString();

    private static JsonElement Parsed(string line) => JsonDocument.Parse(line).RootElement;

    private static byte[] Json(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
