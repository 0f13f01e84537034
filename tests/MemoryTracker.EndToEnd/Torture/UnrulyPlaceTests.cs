using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>Folders that vanish or cannot be written to, and worlds in which little is to be seen.</summary>
public sealed class UnrulyPlaceTests
{
    [Fact]
    public async Task Of_a_folder_that_is_removed_each_file_is_told_once_and_what_lies_elsewhere_is_whole()
    {
        using Scratch scratch = new();
        string folder = scratch.SubFolder("gone");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "gone/data.csv", "-i", "20ms", "-o", "gone/lines.jsonl", "-o", "gone/chart.png", "-o", "gone/page.html", "-o", "data.csv");
        Directory.Delete(folder, recursive: true);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 20);
        load.Begin();
        Ended ended = (await tracker.End()).Expect(1);

        string[] expected = [
            "memory_tracker: gone/chart.png could not be written: its folder is not there",
            "memory_tracker: gone/data.csv was removed or replaced while it was written: what is recorded goes on but will not be found there",
            "memory_tracker: gone/data.meta.json could not be written: its folder is not there",
            "memory_tracker: gone/lines.jsonl was removed or replaced while it was written: what is recorded goes on but will not be found there",
            "memory_tracker: gone/page.html could not be written: its folder is not there"];
        Assert.Equal(expected, ended.ErrorLines.Order(StringComparer.Ordinal));
        Assert.Null(CsvRecording.Read(scratch.File("data.csv")).Last.Rss);
        Assert.Equal("target_ended", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Fact]
    public async Task Without_a_home_that_can_be_written_to_it_records()
    {
        using Scratch scratch = new();
        scratch.SubFolder("home");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        const string Script = "mount -t tmpfs -o ro,size=4k tmpfs home || exit 99; export HOME=$PWD/home XDG_CACHE_HOME=$PWD/home XDG_CONFIG_HOME=$PWD/home; exec \"$@\"";
        await using RunningProcess tracker = OwnNamespace.Mount.Start(scratch, Script, [
            PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-c", "data.csv", "-o", "chart.png", "-o", "page.html"]);
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        CsvRecording.Read(scratch.File("data.csv"));
    }

    [Fact]
    public async Task A_folder_that_can_only_be_read_is_refused_before_anything_starts()
    {
        using Scratch scratch = new();
        scratch.SubFolder("readonly");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        const string Script = "mount -t tmpfs -o ro,size=4k tmpfs readonly || exit 99; exec \"$@\"";
        await using RunningProcess tracker = OwnNamespace.Mount.Start(scratch, Script, [
            PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-c", "readonly/data.csv"]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal("memory_tracker: 'readonly/data.csv' cannot be written (Read-only file system): choose another place\n", ended.Errors);
    }

    [Theory]
    [InlineData("--pid 1")]
    [InlineData("-- sleep 1")]
    public async Task Where_proc_has_other_numbers_than_the_process_itself_nothing_is_recorded(string target)
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = OwnNamespace.WithForeignProc.Start(
            scratch, "exec \"$@\"", [PublishedBinary.Path, "-i", "20ms", "-d", "1", "-c", "data.csv", .. target.Split(' ')]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal("memory_tracker: /proc shows the processes of another PID namespace, whose numbers mean others here: mount our own with mount -t proc proc /proc\n", ended.Errors);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task In_a_container_a_tree_is_recorded_like_anywhere()
    {
        using Scratch scratch = new();
        string trees = Trees.Program;
        await using RunningProcess tracker = OwnNamespace.Container.Start(
            scratch, "exec \"$@\" </dev/null", [PublishedBinary.Path, "-i", "20ms", "-c", "data.csv", "-o", "chart.png", "--", trees, "tree", "3", "1", "20", "2000"]);
        Ended ended = (await tracker.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.InRange(recording.Totals.Max(row => row.Rss ?? 0), 80e6, 120e6);
        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal(4, document.Processes.Count);
        Assert.Equal(0, document.ExitCode);
        Assert.DoesNotContain("bug", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unprivileged_user_records_a_process_of_roots_and_is_told_what_stays_unknown()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        Nobody.MustBePossible();
        Nobody.Admit(scratch);
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            .. Nobody.Command.Split(' '), PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-c", "data.csv", "-o", "x.json", "--metrics", "rss,pss,read_bytes"]);
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Equal(
            $"memory_tracker: pss, smaps_rss, read_bytes of process {load.Pid} cannot be read and stay empty: /proc/{load.Pid}/io and /proc/{load.Pid}/smaps_rollup: Permission denied; record as the process's owner or as root\n",
            ended.Errors);
        MetricRows rows = MetricRows.Read(scratch.File("data.csv"));
        Assert.NotEmpty(rows.Known("rss_bytes"));
        Assert.Empty(rows.Known("pss_bytes"));
        Assert.Empty(rows.Known("read_bytes"));
    }
}
