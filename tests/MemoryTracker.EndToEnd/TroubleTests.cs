using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>Disks fill up, folders vanish, terminals close: told once, and everything else goes on.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task A_file_that_reaches_the_limit_of_its_size_ends_that_file_only()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string command = $"ulimit -f 4; exec '{PublishedBinary.Path}' --pid {load.Pid} -i 1ms -d 1 -c data.csv -o x.json";
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["bash", "-c", command]);

        Ended ended = (await tracker.End()).Expect(1);

        Assert.Contains("data.csv", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        string csv = await File.ReadAllTextAsync(scratch.File("data.csv"), TestContext.Current.CancellationToken);
        Assert.EndsWith("\n", csv, StringComparison.Ordinal);
        Assert.Equal("duration", MetaDocument.Read(scratch.File("x.json")).EndReason);
    }

    [Fact]
    public async Task A_full_disk_is_told_once_and_stops_no_other_output()
    {
        using Scratch scratch = new();
        scratch.SubFolder("small");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        const string Script =
            """
            mount -t tmpfs -o size=64k tmpfs small || exit 99
            "$@"
            code=$?
            cp small/data.csv kept.csv
            exit $code
            """;

        string[] outputs = ["-c", "small/data.csv", "-o", "x.json", "-o", "chart.png"];
        await using RunningProcess tracker = OwnNamespace.Mount.Start(
            scratch, Script, [PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "1ms", "-d", "3", .. outputs, "--quiet"]);
        Ended ended = (await tracker.End()).Expect(1);

        // Its document is on the full disk too, and may be told of as well.
        Assert.Single(ended.ErrorLines, line => line.Contains("small/data.csv", StringComparison.Ordinal));
        Assert.InRange(ended.ErrorLines.Count(line => line.Contains("small/data.meta.json", StringComparison.Ordinal)), 0, 1);
        Assert.InRange(ended.ErrorLines.Length, 1, 2);
        Assert.NotEmpty(CsvRecording.ReadTorn(scratch.File("kept.csv")).Rows);
        AssertWholePictureAndDocument(scratch);
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_told_once_and_stops_no_other_output()
    {
        using Scratch scratch = new();
        string folder = scratch.SubFolder("gone");
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(
            scratch, load.Pid, "data.csv", "-i", "20ms", "-o", "gone/chart.png", "-o", "chart.png", "-o", "x.json");

        Directory.Delete(folder, recursive: true);
        load.Begin();
        Ended ended = (await tracker.End()).Expect(1);

        string told = Assert.Single(ended.ErrorLines);
        Assert.Contains("gone/chart.png", told, StringComparison.Ordinal);
        Assert.Null(CsvRecording.Read(scratch.File("data.csv")).Last.Rss);
        AssertWholePictureAndDocument(scratch);
    }

    [Fact]
    public async Task Without_the_library_that_draws_only_the_picture_fails()
    {
        using Scratch scratch = new();
        string lonely = scratch.SubFolder("lonely");
        File.Copy(PublishedBinary.Path, Path.Combine(lonely, "memory_tracker"));
        await using LoadProcess load = await LoadProcess.Start("sleep");

        string[] outputs = ["-c", "data.csv", "-o", "x.json", "-o", "chart.png"];
        await using RunningProcess tracker = RunningProcess.Start(
            scratch, [Path.Combine(lonely, "memory_tracker"), "--pid", $"{load.Pid}", "-i", "50ms", "-d", "0.5", .. outputs]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Single(ended.ErrorLines);
        Assert.Equal(["data.csv", "data.meta.json", "lonely", "x.json"], scratch.Names());
        Assert.InRange(CsvRecording.Read(scratch.File("data.csv")).Last.Elapsed, 0.5, Patience.Limit.TotalSeconds);
    }

    [Fact]
    public async Task A_terminal_that_hangs_holds_up_no_sample()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = ReaderlessPipe.Start(scratch, "--pid", $"{load.Pid}", "-i", "10ms", "-c", "data.csv", "-o", "x.json");

        // Many more live lines than one are due in the time of these rows.
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 200);

        Assert.False(tracker.HasEnded);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_does_not_end_the_recording()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        const string Script = """{ "$@"; echo $? >code; } | head -n 1""";

        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", Script, "sh", PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "50ms", "-d", "2", "-c", "data.csv", "-o", "x.json"]);
        Ended ended = await tracker.End();

        Assert.Single(ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(ended.Errors);
        Assert.Equal("0\n", scratch.Text("code"));
        Assert.InRange(CsvRecording.Read(scratch.File("data.csv")).Last.Elapsed, 2, Patience.Limit.TotalSeconds);
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task Closed_standard_streams_leave_no_stray_text_in_a_file(string closing)
    {
        // The first file a process opens would get the number of the closed stream, and every live line with it.
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");

        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", $"exec \"$@\" {closing}", "sh",
            PublishedBinary.Path, "--pid", $"{load.Pid}", "-i", "50ms", "-d", "1", "-c", "data.csv", "-o", "x.json", "-o", "chart.png"]);
        (await tracker.End()).Expect(0);

        Assert.InRange(CsvRecording.Read(scratch.File("data.csv")).Last.Elapsed, 1, Patience.Limit.TotalSeconds);
        AssertWholePictureAndDocument(scratch);
    }

    private static void AssertWholePictureAndDocument(Scratch scratch)
    {
        Assert.NotNull(MetaDocument.Read(scratch.File("x.json")).EndReason);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
    }
}
