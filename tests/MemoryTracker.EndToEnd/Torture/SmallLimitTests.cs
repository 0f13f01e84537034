using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>Few descriptors and little memory for the tracker itself: it says what it lacks before it starts, or records and draws with what it has. What was recorded survives its end.</summary>
public sealed class SmallLimitTests
{
    // In MiB of address space, of which it reserves as it finds; and what .NET's runtime gives to exit(2) then.
    private const int MostThatRuntimeMayWant = 300;
    private const int RuntimeCannotStart = 255;

    private const long Mebibyte = 1 << 20;

    [Theory]
    [InlineData("")]
    [InlineData("--include-children")]
    public async Task Sixteen_descriptors_are_too_few_and_nothing_is_made(string option)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", "ulimit -n 16; exec \"$@\"", "sh", PublishedBinary.Path,
            "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.2", "-c", "data.csv", "-o", "page.html", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Ended ended = (await tracker.End()).Expect(1);

        Assert.Equal("memory_tracker: only 16 descriptors may be open, and at least 40 must: raise the limit (ulimit -n 40)\n", ended.Errors);
        Assert.Empty(scratch.Names());
    }

    [Fact]
    public async Task Forty_descriptors_are_enough_for_every_kind_of_output()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] outputs = ["chart.png", "chart.svg", "chart.pdf", "page.html", "data.csv", "lines.jsonl", "x.json", "x.md", "x.trace.json"];
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", "ulimit -n 40; exec \"$@\"", "sh", PublishedBinary.Path,
            "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.2", "--include-children", "--metrics", "all", .. outputs.SelectMany(name => new[] { "-o", name })]);
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.Equal(outputs.Append("data.meta.json").Order(StringComparer.Ordinal), scratch.Names());
    }

    [Fact]
    public async Task In_32_MiB_it_records_and_draws()
    {
        using Scratch scratch = new();
        using MemoryGroup group = new(32 * Mebibyte);
        Ended ended = (await RecordIn(group, scratch)).Expect(0);

        Assert.Empty(ended.Errors);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        AssertRecorded(scratch);
    }

    [Fact]
    public async Task Killed_for_want_of_memory_while_it_draws_it_leaves_all_that_was_recorded()
    {
        using Scratch scratch = new();
        // Enough to record in, and too little for Skia and a picture of 200 MiB.
        using MemoryGroup group = new(32 * Mebibyte);
        (await RecordIn(group, scratch, "--size", "8000x6000")).Expect(137);

        AssertRecorded(scratch);
        Assert.DoesNotContain("chart.png", scratch.Names());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public async Task With_little_address_space_what_was_recorded_is_there_and_what_is_not_is_told(int mebibytes)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", $"ulimit -v {mebibytes << 10}; exec \"$@\"", "sh", PublishedBinary.Path,
            "--pid", $"{load.Pid}", "-i", "20ms", "-d", "0.3", "-c", "data.csv", "-o", "page.html", "-o", "chart.png"]);
        Ended ended = await tracker.End();

        if (mebibytes < MostThatRuntimeMayWant && ended.ExitCode == RuntimeCannotStart)
        {
            // It says nothing of it; nor has anything of ours begun.
            Assert.Equal(("", ""), (ended.Output, ended.Errors));
            return;
        }

        // How much of the address space the framework reserves for itself depends on the machine: what is left may be too little to begin, for a chart, or for nothing.
        Assert.True(ended.ExitCode is 0 or 1, $"exit code {ended.ExitCode}: {ended.Errors}");
        if (ended.Output.Length > 0)
        {
            AssertRecorded(scratch);
            Assert.EndsWith("</html>\n", scratch.Text("page.html"), StringComparison.Ordinal);
        }

        if (ended.ExitCode == 0)
            Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        else
            Assert.Contains("memory", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    private static async Task<Ended> RecordIn(MemoryGroup group, Scratch scratch, params string[] options)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = RunningProcess.Start(scratch, [
            "sh", "-c", $"echo $$ >'{group.Processes}'; exec \"$@\"", "sh", PublishedBinary.Path,
            "--pid", $"{load.Pid}", "-i", "1ms", "-d", "1", "-c", "data.csv", "-o", "page.html", "-o", "chart.png", .. options]);
        return await tracker.End();
    }

    private static void AssertRecorded(Scratch scratch)
    {
        Assert.NotNull(CsvRecording.Read(scratch.File("data.csv")).Last.Rss);
        Assert.Equal("duration", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }
}
