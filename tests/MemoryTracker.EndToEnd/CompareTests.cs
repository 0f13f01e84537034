using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary><c>memory_tracker compare</c> tells what differs between recordings, in a table, documents and pictures.</summary>
public sealed class CompareTests : IDisposable
{
    private const string Header = "time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent\n";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Of_real_recordings_it_tells_how_much_more_the_larger_one_had()
    {
        foreach (string size in new[] { "20", "80" })
        {
            await using LoadProcess load = await LoadProcess.Start("steps", "60000", size);
            load.Begin();
            (await Run("--pid", $"{load.Pid}", "-i", "50ms", "-d", "2", "-c", $"{size}.csv", "-q")).Expect(0);
        }

        Ended compared = (await Run("compare", "20.csv", "80.csv", "-o", "c.png", "-o", "c.svg", "-o", "c.pdf", "-o", "c.html", "-o", "c.md", "-o", "c.json")).Expect(0);

        Assert.Matches("(?m)^peak RSS .*MiB .*MiB +\\+[0-9.]+ MiB +\\+[0-9.,]+ %$", compared.Output);
        JsonElement peak = Figure("c.json", "peak_rss");
        Assert.InRange(peak.GetProperty("difference").GetDouble(), 55 << 20, 65 << 20);
        Assert.All(["c.png", "c.svg", "c.pdf", "c.html", "c.md"], file => Assert.True(new FileInfo(_scratch.File(file)).Length > 500, file));
    }

    [Fact]
    public async Task Repeats_are_tested_and_pictures_are_only_made_when_asked_for()
    {
        for (int i = 0; i < 4; i++)
        {
            Write($"a{i}.csv", rss: 1_000_000 + i);
            Write($"b{i}.csv", rss: 2_000_000 + i);
        }

        Ended compared = (await Run("compare", "--group", "a=a0.csv,a1.csv,a2.csv,a3.csv", "--group", "b=b0.csv,b1.csv,b2.csv,b3.csv")).Expect(0);

        Assert.Matches("(?m)^peak RSS .* yes, p = 0\\.029 +0$", compared.Output);
        Assert.Equal(8, Directory.GetFiles(_scratch.Folder).Length);
    }

    [Fact]
    public async Task A_marker_that_one_of_them_has_not_is_told_and_nothing_is_written()
    {
        Write("a.csv", 1);
        Write("b.csv", 2);

        Ended ended = (await Run("compare", "a.csv", "b.csv", "--align", "marker:load", "-o", "c.png")).Expect(1);

        Assert.Equal("memory_tracker: --align: 'a.csv' has no marker 'load': it has no markers at all\n", ended.Errors);
        Assert.Equal("", ended.Output);
        Assert.False(File.Exists(_scratch.File("c.png")));
    }

    [Fact]
    public async Task What_is_no_recording_is_told()
    {
        Write("a.csv", 1);
        _scratch.Write("b.csv", "hello\n");

        Assert.StartsWith("memory_tracker: 'b.csv' ", (await Run("compare", "a.csv", "b.csv")).Expect(1).Errors, StringComparison.Ordinal);
        Assert.Equal("memory_tracker: there is no file 'none.csv'\n", (await Run("compare", "a.csv", "none.csv")).Expect(1).Errors);
    }

    private void Write(string name, long rss) => _scratch.Write(
        name,
        Header + $"2026-03-01T12:00:00.000000Z,0.000000,7,x,{rss},,\n2026-03-01T12:00:01.000000Z,1.000000,7,x,{rss},,50.000\n");

    private JsonElement Figure(string file, string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_scratch.File(file)));
        return document.RootElement.GetProperty("figures").EnumerateArray().First(figure => figure.GetProperty("figure").GetString() == name).GetProperty("groups")[1].Clone();
    }

    private Task<Ended> Run(params string[] arguments) => Tracker.Run(_scratch, arguments);
}
