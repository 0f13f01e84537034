using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>What is done while it happens, on real processes.</summary>
public sealed class LimitTests
{
    /// <summary>Grows to some 200 MiB, and ends by itself after a minute.</summary>
    private const string Grows = "import time\nheld = bytearray(200 << 20)\ntime.sleep(60)";

    [Theory]
    [InlineData("kill", "SIGKILL", 137)]
    [InlineData("term", "SIGTERM", 143)]
    public async Task A_command_that_grows_too_large_is_ended(string action, string signal, int code)
    {
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, "rss > 150MiB", action, Python.Path, "-c", Grows)).Expect(code);

        LimitedRecording recording = LimitedRecording.Read(scratch.File("data.meta.json"));
        Assert.Equal(1, recording.Crossings);
        Assert.Equal(recording.FirstCrossedS, Assert.Single(recording.Markers, marker => marker.Label == "limit: rss > 150MiB").At);
        Assert.Equal("target_ended", recording.EndReason);
        Assert.Matches($@"limit 'rss > 150MiB' crossed at 0:\d\d\.\d\d: \d+\.\d MiB; {signal} was sent to process \d+\n", ended.Errors);
        Assert.Contains("rss > 150MiB: crossed once at 0:", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_ignores_TERM_goes_on_and_is_asked_once()
    {
        using Scratch scratch = new();
        string script = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nheld = bytearray(200 << 20)\ntime.sleep(1)\nraise SystemExit(7)";
        Ended ended = (await Launch(scratch, "rss > 150MiB", "term", Python.Path, "-c", script)).Expect(7);

        Assert.Single(ended.ErrorLines, line => line.Contains("SIGTERM was sent", StringComparison.Ordinal));
        Assert.Equal(1, LimitedRecording.Read(scratch.File("data.meta.json")).Crossings);
    }

    [Fact]
    public async Task Of_several_each_that_was_asked_for_is_ended_and_nobody_else()
    {
        using Scratch scratch = new();
        await using LoadProcess one = await LoadProcess.Start("sleep");
        await using LoadProcess other = await LoadProcess.Start("sleep");
        await using LoadProcess stranger = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(scratch, "-p", $"{one.Pid}", "-p", $"{other.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "x.json", "--limit", "processes >= 2", "--on-limit", "kill")).Expect(0);

        Assert.Contains("SIGKILL was sent to 2 processes", ended.Errors, StringComparison.Ordinal);
        await Patience.Until(() => one.HasEnded && other.HasEnded, "both have ended");
        Assert.False(stranger.HasEnded);
    }

    [Fact]
    public async Task One_that_was_found_as_a_child_before_it_was_found_by_its_name_is_ended_as_well()
    {
        using Scratch scratch = new();
        string name = $"mt{Guid.NewGuid():N}"[..10];
        const string Forks = """
            import ctypes, os, sys, time
            ctypes.CDLL(None).prctl(15, sys.argv[1].encode())
            open("ready", "w").close()
            time.sleep(1)
            os.fork()
            time.sleep(60)
            """;
        await using RunningProcess forking = RunningProcess.Start(scratch, [Python.Path, "-c", Forks, name]);
        await Patience.Until(() => File.Exists(scratch.File("ready")), "it has its name");
        Ended ended = (await Tracker.Run(
            scratch, "--name", name, "--all", "--include-children", "-i", "20ms", "-c", "data.csv", "-o", "x.json", "--limit", "processes >= 2 for 6s", "--on-limit", "kill")).Expect(0);

        Assert.Contains("SIGKILL was sent to 2 processes", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_tree_the_command_is_ended_and_not_what_it_started()
    {
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, "processes >= 2", "kill", "sh", "-c", "sh -c 'echo $$; exec sleep 1000 >/dev/null 2>&1' & wait")).Expect(137);

        int child = int.Parse(ended.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture);
        // It is still there to be sent something.
        LibC.Send(Signal.Kill, child);
    }

    [Fact]
    public async Task The_recording_ends_in_order_and_the_process_goes_on()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(scratch, "-p", $"{load.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "x.png", "--limit", "threads >= 1 for 100ms", "--on-limit", "stop-recording")).Expect(0);

        LimitedRecording recording = LimitedRecording.Read(scratch.File("data.meta.json"));
        Assert.Equal("limit", recording.EndReason);
        Assert.InRange(recording.FirstCrossedS!.Value, 0.1, recording.ElapsedS);
        Assert.Contains("until a limit was crossed", ended.Output, StringComparison.Ordinal);
        Assert.Contains("the recording ends", ended.Errors, StringComparison.Ordinal);
        Assert.False(load.HasEnded);
    }

    [Fact]
    public async Task A_command_goes_on_as_well_and_its_exit_code_is_passed_on()
    {
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, "processes > 0", "stop-recording", "sh", "-c", "sleep 0.5; echo done; exit 7")).Expect(7);

        Assert.Equal("done\n", ended.Output);
        Assert.Equal("limit", LimitedRecording.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Theory]
    [InlineData("warn", true)]
    [InlineData("mark", false)]
    public async Task It_is_told_at_once_or_only_marked(string action, bool isTold)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Ended ended = (await Tracker.Run(scratch, "-p", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-q", "-c", "data.csv", "-o", "x.png", "--limit", "threads > 0", "--on-limit", action)).Expect(0);

        Assert.Equal(isTold ? 1 : 0, ended.ErrorLines.Length);
        Assert.Single(LimitedRecording.Read(scratch.File("data.meta.json")).Markers, marker => marker.Label == "limit: threads > 0");
    }

    /// <summary>With the kernel's word of new processes, and in a container, where they are looked for.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_of_ours_is_none_of_the_recorded_tree_nor_is_what_it_leaves_behind(bool isContained)
    {
        using Scratch scratch = new();
        string exec = "exec:echo said; echo $MEMORY_TRACKER_LIMIT,$MEMORY_TRACKER_METRIC,$MEMORY_TRACKER_PID >told; (sleep 0.2; echo $$ >>told) & (exec sleep 1000 >/dev/null 2>&1) & echo $! >left";
        string[] arguments = ["-i", "20ms", "-c", "data.csv", "-o", "x.json", "--per-process", "--limit", "processes > 0", "--on-limit", exec, "--", "sh", "-c", "echo $$; while [ ! -e left ]; do sleep 0.02; done; sleep 1"];
        await using RunningProcess tracker = isContained
            ? OwnNamespace.Container.Start(scratch, $"exec '{PublishedBinary.Path}' \"$@\"", arguments)
            : Tracker.Start(scratch, arguments);
        Ended ended = (await tracker.End()).Expect(0);
        if (!isContained)
            LibC.Send(Signal.Kill, int.Parse(scratch.Text("left"), System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains("said", ended.ErrorLines);
        Assert.DoesNotContain("said", ended.Output, StringComparison.Ordinal);
        string[] told = scratch.Text("told").TrimEnd().Split('\n');
        Assert.Equal((2, $"processes > 0,processes,{ended.Output.Trim()}"), (told.Length, told[0]));
        SetDocument document = SetDocument.Read(scratch.File("x.json"));
        Assert.All(document.Processes, process => Assert.Contains(process.Command, (string?[])["sh", "sleep", null]));
        // The shell and one sleep at a time: our command's shells and sleeps would be more.
        Assert.InRange(LimitedRecording.Read(scratch.File("x.json")).MostProcesses, 1, 2);
        Assert.Equal(0, ended.ExitCode);
    }

    [Fact]
    public async Task No_zombie_stays_of_a_command()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json", "--limit", "threads > 0", "--on-limit", "exec:echo $$ >told");

        await Patience.Until(() => File.Exists(scratch.File("told")) && scratch.Text("told").EndsWith('\n'), "the command has run");
        int pid = int.Parse(scratch.Text("told"), System.Globalization.CultureInfo.InvariantCulture);
        await Patience.Until(() => !Directory.Exists($"/proc/{pid}"), "nothing is left of it");

        Assert.False(tracker.HasEnded);
        load.Begin();
        (await tracker.End()).Expect(0);
    }

    [Fact]
    public async Task The_picture_is_the_same_from_the_file()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Tracker.Run(scratch, "-p", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-c", "data.csv", "-o", "live.png", "-o", "live.svg", "--limit", "threads > 500", "--limit", "rss > 1TiB")).Expect(0);
        (await Tracker.Run(scratch, "plot", "data.csv", "-o", "again.png", "-o", "again.svg")).Expect(0);

        Assert.Equal(scratch.Bytes("live.png"), scratch.Bytes("again.png"));
        string svg = scratch.Text("again.svg");
        Assert.Equal(scratch.Text("live.svg"), svg);
        Assert.Contains("↑ limit: threads &gt; 500", svg, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--limit", "rss >> 2GiB")]
    [InlineData(2, "--limit", "max(rss) > 2GiB")]
    [InlineData(2, "--on-limit", "kill")]
    [InlineData(2, "--limit", "rss > 2GiB", "--on-limit", "shout")]
    public async Task What_cannot_be_understood_is_told_before_anything_starts(int code, params string[] options)
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, [.. options, "-c", "data.csv", "--", "touch", "started"])).Expect(code);

        Assert.InRange(ended.ErrorLines.Length, 1, 3);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task A_signal_that_may_not_be_sent_is_refused_before_the_start()
    {
        Nobody.MustBePossible();
        using Scratch scratch = new();
        Nobody.Admit(scratch);
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(
            scratch, [.. Nobody.Command.Split(' '), PublishedBinary.Path, "-p", $"{load.Pid}", "-c", "data.csv", "--limit", "rss > 1", "--on-limit", "kill"]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Contains($"SIGKILL could not be sent to process {load.Pid}: Operation not permitted", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        Assert.False(load.HasEnded);
    }

    private static Task<Ended> Launch(Scratch scratch, string limit, string action, params string[] command) =>
        Tracker.Run(scratch, ["-i", "20ms", "-c", "data.csv", "-o", "chart.png", "--limit", limit, "--on-limit", action, "--", .. command]);
}
