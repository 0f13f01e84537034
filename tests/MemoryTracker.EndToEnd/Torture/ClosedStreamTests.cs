using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>Standard streams that the caller closed (<c>&gt;&amp;-</c>), each and in every combination: no file of ours gets their numbers, and a command finds them as closed as without us.</summary>
public sealed class ClosedStreamTests
{
    [Theory]
    [InlineData("<&-")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData("<&- >&-")]
    [InlineData("<&- 2>&-")]
    [InlineData(">&- 2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task No_file_gets_the_number_of_a_closed_stream(string closing)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", $"exec \"$@\" {closing}", "sh", PublishedBinary.Path,
            "--pid", $"{load.Pid}", "-i", "20ms", "-c", "data.csv", "-o", "lines.jsonl", "-o", "page.html", "-o", "x.json"]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 10);

        string?[] streams = [.. Enumerable.Range(0, 3).Select(number => new FileInfo($"/proc/{tracker.Pid}/fd/{number}").LinkTarget)];
        Assert.All(streams, stream => Assert.True(stream == "/dev/null" || stream?.StartsWith("pipe:", StringComparison.Ordinal) == true, stream));
        Assert.Equal(closing.Split(' ').Length, streams.Count(stream => stream == "/dev/null"));
        tracker.Send(Signal.Int);
        (await tracker.End()).Expect(0);

        Assert.NotNull(CsvRecording.Read(scratch.File("data.csv")).Last.Rss);
        Assert.False(JsonLines.Read(scratch.File("lines.jsonl")).IsTorn);
        Assert.Equal("stopped", MetaDocument.Read(scratch.File("x.json")).EndReason);
        Assert.StartsWith("<!DOCTYPE html>", scratch.Text("page.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_launched_command_finds_closed_streams_closed()
    {
        using Scratch scratch = new();

        // Its own folder is opened by a shell that has the numbers as they were passed on to it.
        const string Command = "for number in 0 1 2; do test -e /proc/$$/fd/$number || printf '%s ' $number >>closed; done";
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh", PublishedBinary.Path, "-i", "20ms", "-o", "x.json", "--", "sh", "-c", Command]);
        (await tracker.End()).Expect(0);

        Assert.Equal("0 1 2 ", scratch.Text("closed"));
    }

    [Theory]
    [InlineData("plot data.csv -o again.json")]
    [InlineData("compare data.csv data.csv -o both.json")]
    [InlineData("doctor")]
    public async Task The_other_verbs_need_no_streams_either(string verb)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Tracker.Run(scratch, "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.2", "-c", "data.csv", "-o", "x.json")).Expect(0);

        await using RunningProcess closed = RunningProcess.Start(scratch, ["sh", "-c", $"exec '{PublishedBinary.Path}' {verb} <&- >&- 2>&-"]);
        (await closed.End()).Expect(0);

        CsvRecording.Read(scratch.File("data.csv"));
    }
}
