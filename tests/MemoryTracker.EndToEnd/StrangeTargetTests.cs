using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Scenarios;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>Processes that do what few recorders expect of one.</summary>
public sealed class StrangeTargetTests
{
    [Fact]
    public async Task A_hostile_name_breaks_no_output_and_no_terminal()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("rename");
        Ended ended = (await Tracker.Run(
            scratch, "--pid", $"{load.Pid}", "-i", "50ms", "-d", "1", "-c", "data.csv", "-o", "x.json", "-o", "chart.png")).Expect(0);

        // Files are looked at in terminals too: what the name had of control characters is not in them.
        string seen = string.Concat(Rename.HostileText.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
        Assert.All(CsvRecording.Read(scratch.File("data.csv")).Samples, row => Assert.Equal(seen, row.Command));
        MetaDocument.Read(scratch.File("x.json"));
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        Assert.DoesNotContain('\e', ended.Output);
    }

    [Fact]
    public async Task A_process_that_becomes_another_program_is_the_same_process()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("exec", "/bin/sleep", "1");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "10ms", "-o", "x.json");

        load.Begin();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Null(recording.Last.Rss);
        List<Row> after = [.. recording.Samples.SkipWhile(row => row.Command != "sleep")];
        Assert.NotEmpty(after);
        Assert.All(after, row => Assert.Equal("sleep", row.Command));

        // Its memory starts anew, and a peak of the former program is none of the new one's.
        Assert.InRange(after.Skip(1).Max(row => row.Highest!.Value), 1, recording.First.Rss!.Value / 2);
    }

    [Fact]
    public async Task Memory_is_recorded_on_after_the_first_thread_has_ended()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("leader-exits", "500", "100", "200");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json");

        List<Plateau> plateaus = await load.Perform<Plateau>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(2, plateaus.Count);
        Assert.All(plateaus, plateau =>
        {
            List<Row> rows = [.. recording.Rows.Where(row => row.Time >= plateau.From && row.Time <= plateau.To - 20_000_000)];
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.InRange(row.Rss ?? 0, plateau.RssBytes * 0.995, plateau.RssBytes * 1.005));
        });
    }

    [Fact]
    public async Task A_recording_can_begin_after_the_first_thread_has_ended()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("leader-exits", "2000", "100");
        load.Begin();
        await Patience.UntilZombie(load.Pid);
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json");

        Plateau plateau = Assert.IsType<Plateau>(await load.NextTruth());
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.InRange(recording.Samples.Max(row => row.Rss!.Value), plateau.RssBytes * 0.995, plateau.RssBytes * 1.005);
    }

    [Fact]
    public async Task PSS_is_known_also_where_the_first_thread_had_ended_before_the_recording()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("leader-exits", "2000", "100");
        load.Begin();
        await Patience.UntilZombie(load.Pid);
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "--metrics", "rss,pss", "-o", "x.json");

        _ = Assert.IsType<Plateau>(await load.NextTruth());
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.ErrorLines);
        Assert.NotEmpty(MetricRows.Read(scratch.File("data.csv")).Known("pss_bytes"));
    }

    [Fact]
    public async Task Another_users_process_is_recorded_like_ones_own()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(scratch);

        string[] record = ["--pid", $"{load.Pid}", "-i", "250ms", "-d", "1", "-c", "data.csv", "-o", "x.json"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, [.. Nobody.Command.Split(' '), PublishedBinary.Path, .. record]);
        (await tracker.End()).Expect(0);

        Assert.All(CsvRecording.Read(scratch.File("data.csv")).Rows.Skip(1), row => Assert.True(row is { Rss: > 0, Cpu: not null }, $"{row}"));
    }

    [Fact]
    public async Task A_process_number_that_is_used_again_is_another_process()
    {
        using Scratch scratch = new();

        // The tracker is stopped while the number changes hands, so that it cannot see the end before the successor is there.
        const string Script =
            """
            sleep 1000 & first=$!
            "$@" --pid $first & tracker=$!
            until [ "$(cat data.csv 2>&- | wc -l)" -gt 3 ]; do sleep 0.05; done
            kill -STOP $tracker
            kill -KILL $first
            wait $first
            echo $((first - 1)) >/proc/sys/kernel/ns_last_pid
            tail -f /dev/null & second=$!
            echo "$first $second" >pids
            sleep 0.5
            kill -CONT $tracker
            wait $tracker
            """;
        await using RunningProcess tracker = OwnNamespace.Processes.Start(scratch, Script, [
            PublishedBinary.Path, "-i", "10ms", "-c", "data.csv", "-o", "x.json", "--quiet"]);
        (await tracker.End()).Expect(0);

        string[] pids = scratch.Text("pids").Split([' ', '\n']);
        Need.That(pids[0] == pids[1], "/proc/sys/kernel/ns_last_pid must be writable in a namespace of our own");
        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Null(recording.Last.Rss);
        Assert.All(recording.Samples, row => Assert.Equal("sleep", row.Command));
    }
}
