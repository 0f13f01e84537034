using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>However a recording ends, what was sampled is there.</summary>
public sealed class EndingTests
{
    [Theory]
    [InlineData(Signal.Int)]
    [InlineData(Signal.Term)]
    [InlineData(Signal.Hup)]
    public async Task A_signal_ends_a_recording_in_order(Signal signal)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "chart.png", "-o", "x.json");

        tracker.Send(signal);
        Ended ended = (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.NotNull(recording.Last.Rss);
        Assert.NotEmpty(ended.Output);
        MetaDocument document = MetaDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal("stopped", document.EndReason);
        Assert.EndsWith(signal.ToString(), document.Signal, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["chart.png", "data.csv", "data.meta.json", "x.json"], scratch.Names());
        Assert.False(load.HasEnded);
    }

    [Fact]
    public async Task Under_nohup_the_recording_outlives_the_terminal()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(
            scratch, ["nohup", PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "x.json"]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);

        tracker.Send(Signal.Hup);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 50);
        load.Begin();

        (await tracker.End()).Expect(0);
        AssertEndedWithTheProcess(scratch);
    }

    [Fact]
    public async Task In_the_background_of_a_script_it_still_ends_at_INT()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string command = $"trap '' INT; exec '{PublishedBinary.Path}' --pid {load.Pid} -i 20ms -c data.csv -o x.json";
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", command]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);

        tracker.Send(Signal.Int);

        (await tracker.End()).Expect(0);
        Assert.Equal("stopped", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Fact]
    public async Task A_last_sample_is_taken_the_moment_the_duration_is_over()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");

        (await Tracker.Run(scratch, "-p", $"{load.Pid}", "-i", "1000", "-d", "1.5", "-c", "data.csv", "-o", "x.json")).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(3, recording.Rows.Count);
        Assert.InRange(recording.Last.Elapsed, 1.5, 1.5 + Patience.Limit.TotalSeconds);
        Assert.NotNull(recording.Last.Rss);
        Assert.NotNull(recording.Last.Cpu);
        Assert.Equal("duration", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Fact]
    public async Task The_end_of_the_process_ends_the_recording_with_a_row_that_says_when()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json");

        load.Begin();
        (await tracker.End()).Expect(0);

        AssertEndedWithTheProcess(scratch);
    }

    [Fact]
    public async Task A_killed_process_ends_the_recording_like_any_other()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "x.json");

        load.Kill();
        (await tracker.End()).Expect(0);

        AssertEndedWithTheProcess(scratch);
    }

    [Fact]
    public async Task The_second_INT_gives_up_at_once_and_leaves_the_data_whole()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = ReaderlessPipe.Start(scratch, "--pid", $"{load.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "x.json");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 10);

        // Nobody reads its standard output, so it cannot get to the end of its summary.
        tracker.Send(Signal.Int);
        await UntilItStopsGrowing(scratch.File("data.csv"));
        Assert.False(tracker.HasEnded);
        tracker.Send(Signal.Int);

        (await tracker.End()).Expect(130);
        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.NotNull(recording.Last.Rss);
    }

    private static void AssertEndedWithTheProcess(Scratch scratch)
    {
        Assert.Equal("target_ended", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Null(recording.Last.Rss);
        Assert.Null(recording.Last.PeakRss);

        // A process that is ending has let go of its memory some moments before it has ended.
        Assert.All(recording.Rows.SkipWhile(row => row.Rss is not null), row => Assert.Null(row.Rss));
    }

    private static Task UntilItStopsGrowing(string path)
    {
        long size = -1;
        int unchanged = 0;
        return Patience.Until(
            () =>
            {
                long before = size;
                size = new FileInfo(path).Length;
                unchanged = size == before ? unchanged + 1 : 0;
                return unchanged == 30;
            },
            $"{path} grows no more");
    }

    [Fact]
    public async Task What_was_recorded_before_stays_when_the_process_ends_before_a_pipe_has_a_reader()
    {
        using Scratch scratch = new();
        scratch.Write("old.csv", "old\n");
        await RunningProcess.Start(scratch, ["mkfifo", "pipe"]).End();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = Tracker.Start(scratch, "--pid", $"{load.Pid}", "-i", "20ms", "-o", "old.csv", "-c", "pipe");
        await Patience.Until(
            () => Directory.GetFiles($"/proc/{tracker.Pid}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == scratch.File("old.csv")), "the old file is open");
        load.Kill();
        await Patience.Until(() => load.HasEnded, "the process has ended");
        await RunningProcess.Start(scratch, ["cat", "pipe"]).End();
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal($"memory_tracker: process {load.Pid} ended before a sample could be taken: there is nothing to write\n", ended.Errors);
        Assert.Equal("old\n", scratch.Text("old.csv"));
        Assert.Equal(["old.csv", "pipe"], scratch.Names());
    }
}
