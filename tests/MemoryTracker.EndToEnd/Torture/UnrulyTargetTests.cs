using System.Globalization;
using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>A target that is stopped, takes another hostile name each millisecond, or forks as fast as it can.</summary>
public sealed class UnrulyTargetTests
{
    [Fact]
    public async Task A_stopped_process_is_recorded_on_as_one_that_uses_nothing()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("busy", "1", "60");
        load.Begin();
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "100ms", "-o", "x.json");
        LibC.Send(Signal.Stop, load.Pid);
        // Rows of before may still be on their way into the file, and one tells of both.
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), CsvRecording.ReadTorn(scratch.File("data.csv")).Rows.Count + 5);
        int before = CsvRecording.ReadTorn(scratch.File("data.csv")).Rows.Count;
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), before + 8);
        LibC.Send(Signal.Cont, load.Pid);
        tracker.Send(Signal.Int);
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        List<Row> stopped = [.. recording.Rows.Skip(before).Take(8)];
        Assert.All(stopped, row => Assert.True(row is { Rss: > 0, Cpu: 0 }, $"{row}"));
        Assert.Equal("stopped", MetaDocument.Read(scratch.File("x.json")).EndReason);
    }

    [Fact]
    public Task A_name_that_changes_each_millisecond_breaks_nothing() => Rename(milliseconds: 1500);

    [Fact(Explicit = true)]
    public Task A_name_that_changes_each_millisecond_for_long_breaks_nothing() => Rename(milliseconds: 20_000);

    [Fact]
    public Task Forks_by_the_thousand_are_counted() => Storm(milliseconds: 1000);

    [Fact(Explicit = true)]
    public Task Forks_by_the_ten_thousand_are_counted() => Storm(milliseconds: 20_000);

    private static async Task Rename(int milliseconds)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.StartProgram(Python.Path, Python.Program("names.py"), $"{milliseconds}");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", "-i", "1ms", "--include-children", "--per-process", "-o", "lines.jsonl", "-o", "x.json", "-o", "page.html", "-o", "chart.svg", "-o", "x.md", "-o", "x.trace.json");
        load.Begin();
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.DoesNotContain(ended.Output, letter => char.IsControl(letter) && letter != '\n');
        List<string> names = [.. SetRecording.Read(scratch.File("data.csv")).Ticks.SelectMany(tick => tick.Processes).Select(row => row.Command).Distinct()];
        Assert.True(names.Count > 8, $"too few names were met: {string.Join(' ', names)}");
        Assert.DoesNotContain(names, name => name.Any(char.IsControl));
        // Figures that stand in a name are none.
        Assert.All(SetRecording.Read(scratch.File("data.csv")).Totals.Where(row => row.Rss is not null), row => Assert.InRange(row.Rss!.Value, 1e6, 3e8));
        Assert.False(JsonLines.Read(scratch.File("lines.jsonl")).IsTorn);
        JsonDocument.Parse(scratch.Text("x.json")).Dispose();
        JsonDocument.Parse(scratch.Text("x.trace.json")).Dispose();
        System.Xml.Linq.XDocument.Parse(scratch.Text("chart.svg"));
        (await Tracker.Run(scratch, "plot", "data.csv", "-o", "again.json", "--quiet")).Expect(0);
    }

    /// <summary>Up to 10,000 a second, as far as the machine can.</summary>
    private static async Task Storm(int milliseconds)
    {
        using Scratch scratch = new();
        string storm = await Program(scratch, "storm");
        await using RunningProcess tracker = Tracker.Start(scratch, "-i", "20ms", "-c", "data.csv", "-o", "x.json", "--", storm, "10000", $"{milliseconds}");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.WriteLine();
        Ended ended = (await tracker.End()).Expect(0);

        string[] told = ended.Output.Split('\n')[^2].Split(' ');
        int forked = int.Parse(told[0], CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine($"{forked} forks in {told[1]} ms");
        using JsonDocument document = JsonDocument.Parse(scratch.Text("x.json"));
        long listed = document.RootElement.GetProperty("processes").GetArrayLength() + document.RootElement.GetProperty("processes_not_listed").GetInt64();
        // Where the kernel tells of all of them, all are counted; else it is said that there may have been others.
        if (document.RootElement.GetProperty("every_process_seen").GetBoolean())
            Assert.Equal(forked + 1, listed);
        else
            Assert.InRange(listed, 1, forked + 1);
        Assert.Equal(0, document.RootElement.GetProperty("accuracy").GetProperty("lost_rows").GetInt64());
        Assert.InRange(new FileInfo(scratch.File("x.json")).Length, 1, 1 << 20);
    }

    private static async Task<string> Program(Scratch scratch, string name)
    {
        Need.That(File.Exists("/usr/bin/gcc"), "gcc must be installed");
        string program = Path.Combine(scratch.RuntimeFolder, name);
        await InstalledProgram.Run(scratch, "/usr/bin/gcc", "-O1", "-static", "-Wall", "-Wextra", "-Werror", "-o", program, Python.Program($"{name}.c"));
        return program;
    }
}
