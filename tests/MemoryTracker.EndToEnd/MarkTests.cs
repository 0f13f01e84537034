using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary><c>memory_tracker mark</c> reaches the recording that is meant, and says so when there is none.</summary>
public sealed class MarkTests : IDisposable
{
    private const string NoneRuns =
        "memory_tracker: no recording of yours is running: start one with memory_tracker --pid PID (other users' recordings are not seen)";

    private readonly Scratch _scratch = new();

    private string Place => Path.Combine(_scratch.RuntimeFolder, "memory_tracker");

    private string[] MarkerFiles => Directory.GetFiles(Place, "*.markers");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_marker_reaches_the_recording_with_the_time_at_which_it_was_set()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(load, "data.csv");
        long before = Now();

        await Mark("load", "done");

        JsonElement marker = Assert.Single(Markers(load));
        Assert.Equal("load done", marker.GetProperty("label").GetString());
        Assert.InRange((marker.GetProperty("time").GetDateTime() - DateTime.UnixEpoch).Ticks * 100, before - 100, Now());
        Assert.False(marker.TryGetProperty("ph", out _));
    }

    [Fact]
    public async Task Begin_and_end_are_marked_with_and_without_a_label()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(load, "data.csv");

        await Mark("--begin", "import");
        await Mark("--end", "import");
        await Mark("--end");

        Assert.Equal(["B import", "E import", "E "], Markers(load).Select(marker => $"{Text(marker, "ph")} {Text(marker, "label")}"));
    }

    [Fact]
    public async Task A_label_may_look_like_an_option_or_be_hostile()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(load, "data.csv");

        await Mark("--", "--begin", "it");
        await Mark("a\nb\e[31m\"\\");
        await Mark(new string('x', 100_000));

        Assert.Equal(["--begin it", "a\ufffdb\ufffd[31m\"\\", new string('x', 4093) + "…"], Markers(load).Select(marker => Text(marker, "label")));
    }

    [Fact]
    public async Task Of_several_recordings_the_one_that_is_meant_must_be_said()
    {
        await using LoadProcess first = await LoadProcess.Start("sleep");
        await using LoadProcess second = await LoadProcess.Start("sleep");
        await using RunningProcess firstTracker = await Record(first, "first.csv");
        await using RunningProcess secondTracker = await Record(second, "second.csv");

        Ended ended = (await Tracker.Run(_scratch, "mark", "x")).Expect(1);
        Assert.Equal(
            [$"memory_tracker: several recordings are running, MemoryTracker.L (PID {first.Pid}), MemoryTracker.L (PID {second.Pid}): say which with --pid"],
            ended.ErrorLines);

        await Mark("--pid", $"{second.Pid}", "x");
        Assert.Empty(Markers(first));
        Assert.Single(Markers(second));
    }

    [Fact]
    public async Task Two_recordings_of_one_process_both_get_the_marker()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess first = await Record(load, "first.csv");
        await using RunningProcess second = await Record(load, "second.csv");

        await Mark("both");

        Assert.Equal(2, MarkerFiles.Length);
        Assert.Equal(["both", "both"], Markers(load).Select(marker => Text(marker, "label")));
    }

    [Fact]
    public async Task Without_a_recording_it_says_how_to_start_one()
    {
        AssertFailed(await Tracker.Run(_scratch, "mark", "x"), NoneRuns);
        AssertFailed(
            await Tracker.Run(_scratch, "mark", "--pid", "4711", "x"),
            "memory_tracker: no recording of yours of process 4711 is running: start one with memory_tracker --pid 4711 (other users' recordings are not seen)");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.RuntimeFolder));
    }

    [Fact]
    public async Task A_recording_that_ends_in_order_takes_its_file_with_it()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(load, "data.csv");
        await Mark("x");

        tracker.Send(Signal.Int);
        (await tracker.End()).Expect(0);

        Assert.Empty(MarkerFiles);
        AssertFailed(await Tracker.Run(_scratch, "mark", "x"), NoneRuns);
    }

    [Fact]
    public async Task A_killed_recording_is_not_taken_for_a_running_one_and_its_markers_stay()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess marked = await Record(load, "marked.csv");
        await Mark("kept");
        await using RunningProcess unmarked = await Record(load, "unmarked.csv");
        foreach (RunningProcess tracker in new[] { marked, unmarked })
        {
            tracker.Send(Signal.Kill);
            (await tracker.End()).Expect(137);
        }

        AssertFailed(await Tracker.Run(_scratch, "mark", "x"), NoneRuns);
        Assert.Equal(2, MarkerFiles.Length);
        await using RunningProcess next = await Record(load, "next.csv");

        Assert.Equal(2, MarkerFiles.Length);
        Assert.Equal(["kept"], Markers(load).Select(marker => Text(marker, "label")));
    }

    [Theory]
    [InlineData("-u XDG_RUNTIME_DIR")]
    [InlineData("XDG_RUNTIME_DIR=")]
    [InlineData("XDG_RUNTIME_DIR=runtime")]
    [InlineData("XDG_RUNTIME_DIR=/missing/folder")]
    [InlineData("XDG_RUNTIME_DIR=/dev/null")]
    public async Task Without_a_runtime_folder_of_the_system_the_temporary_folder_serves(string environment)
    {
        _scratch.SubFolder("runtime");
        string[] prefix = ["env", .. environment.Split(' '), $"TMPDIR={_scratch.Folder}"];
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(_scratch, [.. prefix, PublishedBinary.Path, .. Recording(load, "data.csv")]);
        await Tracker.UntilRows(tracker, _scratch.File("data.csv"), 2);

        await using RunningProcess mark = RunningProcess.Start(_scratch, [.. prefix, PublishedBinary.Path, "mark", "x"]);
        (await mark.End()).Expect(0);

        string folder = Assert.Single(Directory.GetDirectories(_scratch.Folder, "memory_tracker-*"));
        Assert.Single(MarkersIn(folder, load));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.RuntimeFolder));
    }

    [Fact]
    public async Task A_recording_that_was_started_without_the_systems_runtime_folder_is_found_from_where_there_is_one()
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(
            _scratch, ["env", "-u", "XDG_RUNTIME_DIR", PublishedBinary.Path, .. Recording(load, "data.csv")]);
        await Tracker.UntilRows(tracker, _scratch.File("data.csv"), 2);

        await Mark("x");

        string folder = Assert.Single(Directory.GetDirectories(_scratch.RuntimeFolder, "memory_tracker-*"));
        Assert.Single(MarkersIn(folder, load));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("--quiet", 1)]
    public async Task A_folder_that_is_not_to_be_trusted_costs_the_markers_and_not_the_recording(string option, int lines)
    {
        Directory.CreateSymbolicLink(Place, _scratch.SubFolder("elsewhere"));
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(load, "data.csv", option.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        AssertFailed(
            await Tracker.Run(_scratch, "mark", "x"),
            $"memory_tracker: not marked: {Place} is a link or a file and not a folder, so it is not trusted: remove it");
        tracker.Send(Signal.Int);

        Ended ended = (await tracker.End()).Expect(0);

        Assert.Equal(lines, ended.ErrorLines.Length);
        Assert.All(ended.ErrorLines, line => Assert.Contains($"will not reach this recording: {Place} is a link", line, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.File("elsewhere")));
    }

    [Fact]
    public async Task A_recording_of_another_user_is_not_seen()
    {
        Nobody.MustBePossible();
        Nobody.Admit(_scratch);
        string[] asNobody = [.. Nobody.Command.Split(' '), "env", $"TMPDIR={_scratch.Folder}", PublishedBinary.Path];
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(_scratch, [.. asNobody, .. Recording(load, "data.csv")]);
        await Tracker.UntilRows(tracker, _scratch.File("data.csv"), 2);

        AssertFailed(await Tracker.Run(_scratch, "mark", "x"), NoneRuns);
        await using RunningProcess theirs = RunningProcess.Start(_scratch, [.. asNobody, "mark", "x"]);
        (await theirs.End()).Expect(0);
    }

    private static string[] Recording(LoadProcess load, string csv) => ["--pid", $"{load.Pid}", "-i", "20ms", "-c", csv, "-o", $"{csv}.json"];

    private static long Now() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    private static string Text(JsonElement marker, string name) => marker.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static void AssertFailed(Ended ended, string line)
    {
        ended.Expect(1);
        Assert.Equal([line], ended.ErrorLines);
        Assert.Empty(ended.Output);
    }

    private static JsonElement[] MarkersIn(string place, LoadProcess load) =>
        [.. Directory.GetFiles(place, $"{load.Pid}.*.markers").SelectMany(File.ReadAllLines).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<RunningProcess> Record(LoadProcess load, string csv, params string[] options) =>
        Tracker.Record(_scratch, load.Pid, csv, ["-i", "20ms", "-o", $"{csv}.json", .. options]);

    /// <summary>Silent when all is well.</summary>
    private async Task Mark(params string[] arguments)
    {
        Ended ended = (await Tracker.Run(_scratch, ["mark", .. arguments])).Expect(0);
        Assert.Equal("", ended.Output + ended.Errors);
    }

    private JsonElement[] Markers(LoadProcess load) => MarkersIn(Place, load);
}
