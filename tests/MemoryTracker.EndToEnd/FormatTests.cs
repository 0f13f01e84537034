using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>The forms of a recording besides CSV and its document: all hold the same, live and written again from a file.</summary>
public sealed class FormatTests
{
    private const string Grow = "import time\nkept = []\nfor i in range(20):\n    kept.append(bytearray(2 << 20))\n    time.sleep(0.02)\n";

    [Fact]
    public async Task Lines_of_JSON_hold_what_the_CSV_and_its_document_hold()
    {
        using Scratch scratch = new();
        await Launch(scratch, "-o", "x.jsonl");

        JsonLines lines = JsonLines.Read(scratch.File("x.jsonl"));
        List<string[]> rows = CsvText.Records(scratch.Text("data.csv"));

        Assert.False(lines.IsTorn);
        Assert.Equal("meta", lines.All[0].GetProperty("type").GetString());
        Assert.Equal("end", lines.All[^1].GetProperty("type").GetString());
        Assert.Equal(rows[1..], lines.Samples.Select(sample => rows[0].Select(key => Cell(sample.GetProperty(key))).ToArray()));
        using JsonDocument document = JsonDocument.Parse(scratch.Text("data.meta.json"));
        Assert.All(document.RootElement.EnumerateObject(), one => Assert.True(JsonElement.DeepEquals(one.Value, lines.All[^1].GetProperty(one.Name)), one.Name));
        Assert.Equal(document.RootElement.GetProperty("start").GetRawText(), lines.All[0].GetProperty("start").GetRawText());
        Assert.Equal(document.RootElement.GetProperty("clocks").GetProperty("monotonic_ns").GetInt64(), lines.All[0].GetProperty("clocks").GetProperty("monotonic_ns").GetInt64());
        Assert.Equal(["data.csv", "data.meta.json", "x.jsonl"], scratch.Names());
    }

    [Fact]
    public async Task After_a_kill_the_lines_that_were_written_are_a_recording()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "10ms", "-o", "x.jsonl", "-o", "x.trace.json");
        (await Tracker.Run(scratch, "mark", "--pid", $"{load.Pid}", "half way")).Expect(0);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 30);

        tracker.Send(Signal.Kill);
        (await tracker.End()).Expect(137);

        JsonLines lines = JsonLines.Read(scratch.File("x.jsonl"));
        Assert.Equal("meta", lines.All[0].GetProperty("type").GetString());
        Assert.Equal("half way", Assert.Single(lines.Of("marker")).GetProperty("label").GetString());
        Assert.Empty(lines.Of("end"));
        Assert.InRange(lines.Samples.Count, 29, 10_000);
        Assert.Equal(["data.csv", "data.meta.json", "x.jsonl"], scratch.Names());
    }

    [Fact]
    public async Task A_trace_has_every_sample_and_the_summary_is_there_to_be_pasted()
    {
        using Scratch scratch = new();
        await Launch(scratch, "-o", "x.trace.json", "-o", "x.md");

        using JsonDocument trace = JsonDocument.Parse(scratch.Text("x.trace.json"));
        List<string[]> rows = CsvText.Records(scratch.Text("data.csv"));
        int rss = Array.IndexOf(rows[0], "rss_bytes");
        Assert.Equal(
            // A command that is gone has nothing, and a viewer must be told.
            rows[1..].Select(row => row[rss]).Where(cell => cell.Length > 0).Append("0"),
            trace.RootElement.GetProperty("traceEvents").EnumerateArray().Where(one => one.GetProperty("name").GetString() == "rss").Select(one => Cell(one.GetProperty("args").GetProperty("bytes"))));
        Assert.StartsWith("**`python3 (PID ", scratch.Text("x.md"), StringComparison.Ordinal);
        Assert.Equal(["data.csv", "data.meta.json", "x.md", "x.trace.json"], scratch.Names());
    }

    [Fact]
    public async Task What_is_written_again_from_a_file_is_the_same()
    {
        using Scratch scratch = new();
        await Launch(scratch, "--per-process", "-o", "x.jsonl", "-o", "x.trace.json", "-o", "x.md");

        (await Tracker.Run(scratch, "plot", "data.csv", "-c", "again.csv", "-o", "again.jsonl", "-o", "again.trace.json", "-o", "again.md", "-q")).Expect(0);

        Assert.Equal(scratch.Text("data.csv"), scratch.Text("again.csv"));
        Assert.Equal(scratch.Text("x.trace.json"), scratch.Text("again.trace.json"));
        Assert.Equal(scratch.Text("x.md"), scratch.Text("again.md"));
        Assert.Equal(
            JsonLines.Read(scratch.File("x.jsonl")).Samples.Select(line => line.GetRawText()),
            JsonLines.Read(scratch.File("again.jsonl")).Samples.Select(line => line.GetRawText()));
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static async Task Launch(Scratch scratch, params string[] options) =>
        (await Tracker.Run(scratch, ["-i", "10ms", "-q", "-c", "data.csv", .. options, "--", Python.Path, "-c", Grow])).Expect(0);
}
