using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>A launched command is run as without us, and recorded from its first instruction to its last.</summary>
public sealed partial class LaunchTests
{
    /// <summary>Until a trap ends it; where none does, it outlives its test by a minute at most.</summary>
    private const string Lingering = "i=0; while [ $((i += 1)) -lt 3000 ]; do sleep 0.02; done";

    private static readonly string[] Files = ["-c", "data.csv", "-o", "chart.png"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(255)]
    public async Task Its_exit_code_is_ours(int code)
    {
        using Scratch scratch = new();
        (await Launch(scratch, "sh", "-c", $"exit {code}")).Expect(code);

        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(("target_ended", code, null), (document.EndReason, document.ExitCode, document.SignalKilled));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    [InlineData("SEGV", 139)]
    public async Task A_signal_that_kills_it_is_told_as_shells_tell_it(string signal, int code)
    {
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, "sh", "-c", $"ulimit -c 0; kill -{signal} $$")).Expect(code);

        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(("target_ended", null, $"SIG{signal}"), (document.EndReason, document.ExitCode, document.SignalKilled));
        Assert.DoesNotContain("likely", document.Oom ?? "", StringComparison.Ordinal);
        Assert.Equal(signal == "KILL", document.Oom is not null);
        Assert.Contains($"SIG{signal}", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kill_for_want_of_memory_is_told_to_be_one()
    {
        using Scratch scratch = new();
        using MemoryGroup group = new(limit: 64 << 20);
        string hog = $"echo $$ >{group.Processes}; exec {Python.Path} -c 'bytearray(512 << 20)'";
        Ended ended = (await Launch(scratch, "sh", "-c", hog)).Expect(137);

        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal("SIGKILL", document.SignalKilled);
        Assert.Matches("by the kernel's OOM killer: .*(log says so|rose by 1)", document.Oom);
        Assert.DoesNotMatch("not by|hardly", document.Oom);
        Assert.Contains("OOM killer", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-command-anywhere", 127)]
    [InlineData("./not-there", 127)]
    [InlineData("./plain-text", 126)]
    [InlineData("./folder", 126)]
    public async Task What_cannot_be_started_is_told_and_leaves_no_file(string command, int code)
    {
        using Scratch scratch = new();
        scratch.Write("plain-text", "no program\n");
        scratch.SubFolder("folder");
        Ended ended = (await Launch(scratch, command)).Expect(code);

        Assert.Contains(command, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Assert.Equal(["folder", "plain-text"], scratch.Names());
    }

    [Theory]
    [InlineData("--")]
    [InlineData("--pid 1 -- true")]
    [InlineData("--name init -- true")]
    [InlineData("true")]
    public async Task A_command_line_that_means_nothing_or_two_things(string line)
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, line.Split(' '))).Expect(2);

        Assert.Single(ended.ErrorLines);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task Standard_output_is_its_own_and_ours_is_standard_error()
    {
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, "sh", "-c", "echo out; echo err >&2")).Expect(0);

        Assert.Equal("out\n", ended.Output);
        Assert.Contains("err", ended.ErrorLines);
        Assert.True(ended.ErrorLines.Length > 5, $"no summary: {ended.Errors}");
    }

    [Fact]
    public async Task Standard_input_is_its_own()
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = Tracker.Start(scratch, [.. Files, "--", "cat"]);
        tracker.Type("one\n");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        tracker.Type("two\n");
        tracker.EndInput();

        Assert.Equal("one\ntwo\n", (await tracker.End()).Expect(0).Output);
    }

    [Fact]
    public async Task Its_words_reach_it_as_they_are_and_through_no_shell()
    {
        string[] words = ["$HOME", "a b", ";", "", "*", "--pid", "--", "\u202e'\"\\"];
        using Scratch scratch = new();
        Ended ended = (await Launch(scratch, ["printf", "[%s]", .. words])).Expect(0);

        Assert.Equal(string.Concat(words.Select(word => $"[{word}]")), ended.Output);
        Assert.Equal(["printf", "[%s]", .. words], SetDocument.Read(scratch.File("data.meta.json")).Argv);
    }

    [Fact]
    public async Task One_that_ends_at_once_is_a_recording_all_the_same()
    {
        using Scratch scratch = new();
        (await Tracker.Run(scratch, [.. Files, "--", "/bin/true"])).Expect(0);

        Assert.Equal(["chart.png", "data.csv", "data.meta.json"], scratch.Names());
        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.Equal("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent,processes", string.Join(',', recording.Columns));
        Assert.Null(recording.Last.Rss);
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(("target_ended", 0), (document.EndReason, document.ExitCode));
        Assert.InRange(document.Wait4!.MinorFaults, 1, 10_000);
        Assert.NotEqual(0, document.Wait4.PeakRssBytes);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }

    [Fact]
    public async Task Without_children_it_is_recorded_like_any_one_process()
    {
        using Scratch scratch = new();
        (await Tracker.Run(scratch, ["--no-include-children", "-i", "20ms", .. Files, "--", "sh", "-c", "sleep 1 & wait"])).Expect(0);

        List<string[]> records = CsvText.Records(scratch.Text("data.csv"));
        Assert.Equal("time,elapsed_s,pid,command,rss_bytes,peak_rss_bytes,cpu_percent", string.Join(',', records[0]));
        Assert.Single(records.Skip(1).Select(cells => cells[2]).Distinct());
        Assert.All(records.Skip(1).SkipLast(1), cells => Assert.Equal("sh", cells[3]));
    }

    [Fact]
    public async Task What_wait4_says_of_it_is_in_the_document()
    {
        using Scratch scratch = new();
        const long Mebibytes = 200;
        LaunchedTree launched = await LaunchedTree.Record(scratch, "-i 20ms", $"chain 1 {Mebibytes} 300");

        WaitTotals totals = launched.Document.Wait4!;
        long largest = launched.Members.Max(member => member.RssBytes);
        Assert.InRange(totals.PeakRssBytes!.Value, largest * 0.995, largest * 1.005);
        Assert.InRange(totals.MinorFaults, 2 * Mebibytes * 256, 3 * Mebibytes * 256);
        // Ticks of the kernel, and what their ends took.
        Assert.InRange(totals.CpuS, launched.CpuSeconds - 0.02, (launched.CpuSeconds * 1.5) + 0.1);
    }

    [Fact]
    public async Task TERM_is_passed_on_and_its_end_is_ours()
    {
        using Scratch scratch = new();
        const string Command = "trap 'exit 9' TERM; echo ready >ready; " + Lingering;
        await using RunningProcess tracker = Tracker.Start(scratch, ["-i", "20ms", .. Files, "--", "sh", "-c", Command]);
        await Patience.Until(() => File.Exists(scratch.File("ready")), "the command catches TERM");

        tracker.Send(Signal.Term);
        (await tracker.End()).Expect(9);

        Assert.Equal("target_ended", SetDocument.Read(scratch.File("data.meta.json")).EndReason);
        Assert.Null(SetRecording.Read(scratch.File("data.csv")).Last.Rss);
    }

    [Theory]
    [InlineData(Signal.Int)]
    [InlineData(Signal.Hup)]
    public async Task Without_a_terminal_that_tells_it_too_INT_and_HUP_are_passed_on(Signal signal)
    {
        using Scratch scratch = new();
        string command = $"trap 'exit 8' {signal.ToString().ToUpperInvariant()}; echo ready >ready; {Lingering}";
        await using RunningProcess tracker = RunningProcess.Start(
            scratch, ["setsid", PublishedBinary.Path, "-i", "20ms", .. Files, "--", "sh", "-c", command]);
        await Patience.Until(() => File.Exists(scratch.File("ready")), "the command catches the signal");

        tracker.Send(signal);
        (await tracker.End()).Expect(8);

        Assert.Equal("target_ended", SetDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("ulimit -Sn 200; ulimit -c 0; trap '' INT USR1; umask 027; export A=b; cd /")]
    [InlineData("trap '' CHLD HUP; ulimit -Sn 64")]
    public async Task It_finds_itself_as_without_us(string preparation)
    {
        using Scratch scratch = new();
        string prepared = $"{preparation}; exec \"$@\"";
        await using RunningProcess alone = RunningProcess.Start(scratch, ["sh", "-c", prepared, "sh", "sh", "-c", Findings]);
        await using RunningProcess recorded = RunningProcess.Start(scratch, [
            "sh", "-c", prepared, "sh", PublishedBinary.Path, "--quiet", "-c", scratch.File("data.csv"), "-o", scratch.File("x.json"), "--", "sh", "-c", Findings]);

        string expected = (await alone.End()).Expect(0).Output;
        string found = (await recorded.End()).Expect(0).Output;
        Assert.Matches("SigIgn:.*\n", expected);
        Assert.Contains("MEMORY_TRACKER_MARKERS=", found, StringComparison.Ordinal);
        Assert.Equal(expected, Markers().Replace(found, ""));
    }

    [Fact]
    public async Task A_reader_that_has_gone_ends_it_as_without_us()
    {
        using Scratch scratch = new();
        string script = "{ \"$@\"; echo $? >code; } | head -n 1";
        await using RunningProcess shell = RunningProcess.Start(scratch, ["sh", "-c", script, "sh", PublishedBinary.Path, .. Files, "--", "yes"]);
        (await shell.End()).Expect(0);

        Assert.Equal("141\n", scratch.Text("code"));
        Assert.Equal("SIGPIPE", SetDocument.Read(scratch.File("data.meta.json")).SignalKilled);
    }

    [Fact]
    public async Task It_can_mark_its_own_recording()
    {
        using Scratch scratch = new();
        (await Launch(scratch, "sh", "-c", "echo loaded >>\"$MEMORY_TRACKER_MARKERS\"")).Expect(0);

        Assert.Equal("loaded", Assert.Single(MarkedRecording.Read(scratch.File("data.meta.json")).Markers).Label);
    }

    [Fact]
    public async Task Its_own_recording_is_meant_by_mark_however_many_others_run()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess other = await Tracker.Record(scratch, load.Pid, "other.csv");
        string mark = $"'{PublishedBinary.Path}' mark";
        (await Launch(scratch, "sh", "-c", $"{mark} mine && {mark} --pid $$ by its number")).Expect(0);

        Assert.Equal(["mine", "by its number"], MarkedRecording.Read(scratch.File("data.meta.json")).Markers.Select(marker => marker.Label));
    }

    /// <summary>What a program can find out about how it was started. Numbers of pipes and of the process itself are others each time.</summary>
    private const string Findings =
        """
        grep -E '^(Umask|Groups|SigPnd|ShdPnd|SigBlk|SigIgn|SigCgt|Cap...|NoNewPrivs|Seccomp|Cpus_allowed|Mems_allowed|THP_enabled|CoreDumping):' /proc/self/status
        cat /proc/self/limits /proc/self/timerslack_ns /proc/self/oom_score_adj /proc/self/coredump_filter /proc/self/personality /proc/self/cgroup
        cut -d ' ' -f 5-8,18,19,40,41 /proc/self/stat
        for descriptor in /proc/$$/fd/*; do echo "fd ${descriptor##*/}"; grep flags /proc/$$/fdinfo/${descriptor##*/}; done
        pwd
        env | sort
        """;

    private static Task<Ended> Launch(Scratch scratch, params string[] command) => Tracker.Run(scratch, ["-i", "20ms", .. Files, "--", .. command]);

    [GeneratedRegex("^MEMORY_TRACKER_MARKERS=.*\n", RegexOptions.Multiline)]
    private static partial Regex Markers();
}
