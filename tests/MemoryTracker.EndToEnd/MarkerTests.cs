using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>What real programs write into marker files against what they say themselves of when it was.</summary>
public sealed partial class MarkerTests
{
    private const long Millisecond = 1_000_000;
    private const long Interval = 50 * Millisecond;

    /// <summary>Files write milliseconds at the coarsest, and the document holds the start in microseconds.</summary>
    private const long Rounding = Millisecond + 2_000;

    [Theory]
    [InlineData("seconds")]
    [InlineData("milliseconds")]
    [InlineData("microseconds")]
    [InlineData("nanoseconds")]
    [InlineData("iso")]
    [InlineData("local")]
    [InlineData("offset")]
    [InlineData("monotonic", "monotonic")]
    [InlineData("boottime", "boottime")]
    [InlineData("span")]
    [InlineData("length")]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("json-pairs")]
    [InlineData("mprof")]
    public async Task A_marker_with_a_time_is_exactly_where_the_program_put_it(string form, string? clock = null)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("marks", form, scratch.File("marks"), "3", "200", "32");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", ["-i", "50ms", "--markers", "marks", .. clock is null ? Array.Empty<string>() : ["--markers-clock", clock]]);

        List<Happening> truths = await load.Perform<Happening>();
        Ended ended = (await tracker.End()).Expect(0);

        MarkedRecording recording = MarkedRecording.Read(scratch.File("data.meta.json"));
        Assert.Empty(ended.ErrorLines);
        Assert.Equal((3, 0), (recording.Markers.Count, recording.NotUnderstood));
        Assert.All(truths.Zip(recording.Markers), pair => AssertAt(pair.First, pair.Second, clock is null ? Rounding : 2 * Millisecond + Rounding));
        Assert.DoesNotContain(recording.Markers, marker => marker.IsApproximate || marker.IsOpen);
    }

    [Theory]
    [InlineData("untimed")]
    [InlineData("atrace")]
    public async Task A_marker_without_a_time_is_where_it_was_read_within_a_sample(string form)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("marks", form, scratch.File("marks"), "3", "300", "32");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "50ms", "--markers", "marks");

        List<Happening> truths = await load.Perform<Happening>();
        (await tracker.End()).Expect(0);

        MarkedRecording recording = MarkedRecording.Read(scratch.File("data.meta.json"));
        Assert.Equal((3, 0), (recording.Markers.Count, recording.NotUnderstood));
        Assert.All(recording.Markers, marker => Assert.True(marker.IsApproximate));
        // The samples around it, not the clock: on a busy machine a sample may come late, and the marker with it.
        CsvRecording rows = CsvRecording.Read(scratch.File("data.csv"));
        Assert.All(truths.Zip(recording.Markers), pair =>
        {
            Assert.Equal(pair.First.Label, pair.Second.Label);
            AssertWithinASample(pair.First.From, pair.Second.From, rows);
            AssertWithinASample(pair.First.To, pair.Second.To, rows);
        });
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("logging")]
    public async Task What_Python_writes_is_understood(string form)
    {
        (List<Happening> truths, MarkedRecording recording, _) = await RecordPython(form);

        Assert.Equal((3, 0), (recording.Markers.Count, recording.NotUnderstood));
        // Python's float holds the time of day to half a microsecond; its logging writes after the fact.
        Assert.All(truths.Zip(recording.Markers), pair => AssertAt(pair.First, pair.Second, form == "logging" ? Interval : Rounding));
    }

    [Fact]
    public async Task What_memory_profiler_writes_of_functions_is_understood()
    {
        Python.NeedsModule("memory_profiler");
        (List<Happening> truths, MarkedRecording recording, CsvRecording rows) = await RecordPython("mprof");

        Assert.Equal((3, 0), (recording.Markers.Count, recording.NotUnderstood));
        Assert.All(truths.Zip(recording.Markers), pair =>
        {
            Assert.Equal("__main__.load", pair.Second.Label);
            AssertWithinASample(pair.First.From, pair.Second.From, rows);
            AssertWithinASample(pair.First.To, pair.Second.To, rows);
        });
        Assert.All(recording.Phases, phase => Assert.InRange(phase.Peak ?? 0, 32 << 20, 200 << 20));
    }

    [Fact]
    public async Task Phases_tell_the_memory_that_the_program_held_in_them()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("marks", "span", scratch.File("marks"), "3", "400", "64");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks");

        List<Happening> truths = await load.Perform<Happening>();
        Ended ended = (await tracker.End()).Expect(0);

        MarkedRecording recording = MarkedRecording.Read(scratch.File("data.meta.json"));
        Assert.Equal(truths.Select(truth => truth.Label), recording.Phases.Select(phase => phase.Name));
        Assert.All(truths.Zip(recording.Phases), pair =>
        {
            Assert.InRange(pair.Second.Peak!.Value, pair.First.RssBytes * 0.995, pair.First.RssBytes * 1.005);
            Assert.InRange(pair.Second.Change!.Value, 60 << 20, 68 << 20);
            Assert.True(pair.Second.Samples > 5);
        });
        Assert.Matches(@"(?m)^span 2 +0:0\d\.\d\d +\d+ ms ", ended.Output);
    }

    [Fact]
    public async Task Stretches_between_points_are_phases_when_asked_for()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("marks", "seconds", scratch.File("marks"), "3", "200", "16");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks", "--phases", "--quiet");

        List<Happening> truths = await load.Perform<Happening>();
        (await tracker.End()).Expect(0);

        RecordedPhase[] phases = [.. MarkedRecording.Read(scratch.File("data.meta.json")).Phases];
        Assert.Equal(["seconds 1", "seconds 2", "seconds 3"], phases.Select(phase => phase.Name));
        Assert.Equal(phases[0].To, phases[1].From);
        Assert.All(truths.Zip(phases), pair => Assert.InRange(pair.Second.From - pair.First.From, -Rounding, Rounding));
    }

    [Fact]
    public async Task A_pipe_is_read_and_never_holds_up_who_writes_into_it()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await RunningProcess.Start(scratch, ["mkfifo", "pipe"]).End();
        // At one sample a minute, ten thousand lines are many times what a pipe holds.
        await using RunningProcess tracker = await TrackerOfOneRow(scratch, load.Pid, "-i", "60s", "--markers", "pipe", "--quiet");

        await using RunningProcess writer = RunningProcess.Start(scratch, ["sh", "-c", "seq -f '%.0f a line that is long enough' 10000 > pipe; echo done > pipe"]);
        (await writer.End()).Expect(0);
        load.Begin();
        (await tracker.End()).Expect(0);

        string document = scratch.Text("data.meta.json");
        Assert.Contains("\"markers\": 10001", document, StringComparison.Ordinal);
        Assert.Contains("\"label\": \"done\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_lines_are_told_and_counted_and_stop_nothing()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks");

        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        scratch.Write("marks", $"{now} good\n" + string.Concat(Enumerable.Repeat($"{now}\n", 30)) + "\e[31mhostile\e[0m </script>\n");
        await Patience.Until(() => scratch.Text("data.meta.json").Contains("hostile", StringComparison.Ordinal), "the document has the markers while the recording goes on");
        load.Begin();
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Equal(6, ended.ErrorLines.Length);
        Assert.Equal("memory_tracker: marks, line 2: has a time but no label", ended.ErrorLines[0]);
        Assert.Contains("Markers   2, 1 of them", ended.Output, StringComparison.Ordinal);
        Assert.Contains("30 lines not understood", ended.Output, StringComparison.Ordinal);
        foreach (string text in new[] { ended.Errors, ended.Output, scratch.Text("data.meta.json"), scratch.Text("data.csv") })
            Assert.DoesNotContain('\e', text);
    }

    [Fact]
    public async Task Markers_of_another_zone_are_told_with_a_hint()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks", "--markers", "other", "--quiet");

        string wrong = DateTime.UtcNow.AddHours(-3).ToString("s", CultureInfo.InvariantCulture);
        scratch.Write("marks", $"{wrong}Z three hours ago, it seems\n");
        load.Begin();
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Contains(ended.ErrorLines, line => line.Contains("other was never there", StringComparison.Ordinal));
        Assert.Contains(ended.ErrorLines, line => OutsideByThreeHours().IsMatch(line));
    }

    [Fact]
    public async Task Markers_survive_the_death_of_the_recorder()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks", "--quiet");

        scratch.Write("marks", "about now\n");
        await Patience.Until(() => scratch.Text("data.meta.json").Contains("about now", StringComparison.Ordinal), "the document has the marker");
        tracker.Send(Signal.Kill);
        await tracker.End();

        RecordedMarker marker = Assert.Single(MarkedRecording.Read(scratch.File("data.meta.json")).Markers);
        Assert.Equal("about now", marker.Label);
    }

    [Fact]
    public async Task A_million_markers_neither_eat_memory_nor_keep_the_chart_from_being_drawn()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--markers", "marks", "-o", "x.png");

        long start = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        StringBuilder lines = new();
        for (int i = 0; i < 1_000_000; i++)
            lines.Append(start + (i / 1000)).Append(" request ").Append(i).Append('\n');
        scratch.Write("marks", lines.ToString());
        await Patience.Until(() => scratch.Text("data.meta.json").Contains("\"markers\": 1000000", StringComparison.Ordinal), "all markers are in the document");
        long resident = Resident(tracker.Pid);
        load.Begin();
        Ended ended = (await tracker.End()).Expect(0);

        Assert.InRange(resident, 0, 150 << 20);
        Assert.Contains("Markers   1,000,000", ended.Output, StringComparison.Ordinal);
        Assert.Contains(ended.ErrorLines, line => line.Contains("1,000,000 markers are more than are kept", StringComparison.Ordinal));
        Assert.NotEmpty(scratch.Bytes("x.png"));
    }

    [Fact]
    public async Task An_output_never_overwrites_the_markers()
    {
        using Scratch scratch = new();
        scratch.Write("run.csv", "1.5 mine\n");

        Ended ended = (await Tracker.Run(scratch, "--pid", "1", "-c", "run.csv", "--markers", "./run.csv")).Expect(2);

        Assert.Equal("memory_tracker: './run.csv' is read and would be overwritten: give the output another name", Assert.Single(ended.ErrorLines));
        Assert.Equal("1.5 mine\n", scratch.Text("run.csv"));
    }

    private static async Task<(List<Happening> Truths, MarkedRecording Recording, CsvRecording Rows)> RecordPython(string form)
    {
        Need.That(File.Exists(Python.Path), "Python 3 must be installed");
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.StartProgram(Python.Path, Python.Program("marks.py"), form, scratch.File("marks"), "3", "200");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "50ms", "--markers", "marks");

        List<Happening> truths = await load.Perform<Happening>();
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.ErrorLines);
        return (truths, MarkedRecording.Read(scratch.File("data.meta.json")), CsvRecording.Read(scratch.File("data.csv")));
    }

    private static async Task<RunningProcess> TrackerOfOneRow(Scratch scratch, int pid, params IEnumerable<string> arguments)
    {
        RunningProcess tracker = Tracker.Start(scratch, ["--pid", $"{pid}", "-c", "data.csv", .. arguments]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 1);
        return tracker;
    }

    [GeneratedRegex("the only marker lies outside the recording, (2:59|3:00):[0-9]+ before it: is a time zone missing")]
    private static partial Regex OutsideByThreeHours();

    private static long Resident(int pid) =>
        long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static void AssertAt(Happening truth, RecordedMarker marker, long tolerance)
    {
        Assert.Equal(truth.Label.Replace(' ', '.'), marker.Label.Replace(' ', '.'));
        Assert.InRange(marker.From - truth.From, -tolerance, tolerance);
        Assert.InRange(marker.To - truth.To, -tolerance, tolerance);
    }

    /// <summary>Not before it was, and no later than the second sample after it.</summary>
    private static void AssertWithinASample(long truth, long told, CsvRecording rows)
    {
        long[] later = [.. rows.Rows.Select(row => row.Time).Where(time => time > truth)];
        long earliest = truth - Interval;
        long latest = later.Length > 1 ? later[1] : long.MaxValue;
        Assert.InRange(told, earliest, latest + (10 * Millisecond));
    }
}
