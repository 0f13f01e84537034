using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>Processes found by their names or command lines, and several recorded together.</summary>
public sealed class NameTests
{
    private static readonly string[] Files = ["-i", "50ms", "-c", "data.csv", "-o", "x.json"];

    [Fact]
    public async Task The_only_process_of_a_name_is_recorded_like_one_by_number()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess load = await named.Start();
        (await Tracker.Run(scratch, ["--name", named.Name, "-d", "0.3", .. Files])).Expect(0);

        Assert.All(CsvRecording.Read(scratch.File("data.csv")).Rows, row => Assert.Equal(($"{load.Pid}", named.Name), (row.Pid, row.Command)));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("?ne")]
    [InlineData("[a-z]n[!x]")]
    public async Task A_glob_finds_it(string pattern)
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch, "one");
        await using LoadProcess load = await named.Start();
        (await Tracker.Run(scratch, ["--name", named.Beginning + pattern, "-d", "0.3", .. Files])).Expect(0);

        Assert.Equal($"{load.Pid}", CsvRecording.Read(scratch.File("data.csv")).First.Pid);
    }

    [Fact]
    public async Task A_part_of_a_name_is_no_name()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch, "one");
        await using LoadProcess load = await named.Start();

        await AssertRefused(scratch, "--name", named.Beginning);
    }

    [Fact]
    public async Task A_pattern_of_the_command_line_finds_it_and_never_the_recorder()
    {
        // Both what is looked for and the looking have the words on their command lines.
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess load = await named.Start();
        (await Tracker.Run(scratch, ["--cmdline", $"{named.Name} sleepers [0-9]$|{named.Name}", "-d", "0.3", .. Files])).Expect(0);

        Assert.Equal($"{load.Pid}", CsvRecording.Read(scratch.File("data.csv")).First.Pid);
    }

    [Fact]
    public async Task A_pattern_that_is_none_cannot_be_understood()
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, "--cmdline", "(")).Expect(2);

        Assert.Single(ended.ErrorLines);
    }

    [Fact]
    public async Task A_pattern_that_takes_too_long_is_told_with_the_processes_it_could_not_be_tried_on()
    {
        using Scratch scratch = new();
        await using RunningProcess load = RunningProcess.Start(scratch, ["sh", "-c", "read x", new string('x', 60)]);
        Ended ended = await AssertRefused(scratch, "--cmdline", "(x+x+)+y");

        Assert.Contains(ended.ErrorLines, line => line.Contains("took too long", StringComparison.Ordinal) && line.Contains($"{load.Pid}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_are_listed_and_none_is_recorded()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess first = await named.Start();
        await using LoadProcess second = await named.Start();
        Ended ended = await AssertRefused(scratch, "--name", named.Name);

        foreach (LoadProcess load in new[] { first, second })
            Assert.Contains(ended.ErrorLines, line => line.Contains($"{load.Pid}", StringComparison.Ordinal) && line.Contains($"{named.Name} sleepers 0", StringComparison.Ordinal));
        Assert.Contains("--all", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_is_told()
    {
        using Scratch scratch = new();
        Ended ended = await AssertRefused(scratch, "--name", new NamedProcess(scratch).Name);

        Assert.Contains("--wait", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 5)]
    public async Task All_are_recorded_together_with_their_children_if_asked(bool children, int processes)
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess first = await named.Start(children: 3);
        await using LoadProcess second = await named.Start();

        // The children have the same name; those of another one only their number shows.
        string pattern = $"{named.Name} sleepers 3";
        string[] which = children ? ["-p", $"{first.Pid}", "-p", $"{second.Pid}", "--include-children"] : ["-p", $"{first.Pid}", "-p", $"{second.Pid}"];
        (await Tracker.Run(scratch, [.. which, "-d", "0.3", "--per-process", .. Files])).Expect(0);
        AssertTogether(SetRecording.Read(scratch.File("data.csv")), processes);

        (await Tracker.Run(scratch, ["--cmdline", pattern, "--all", "-d", "0.3", "--per-process", "-i", "50ms", "-c", "all.csv", "-o", "all.json"])).Expect(0);
        AssertTogether(SetRecording.Read(scratch.File("all.csv")), 4);
    }

    [Fact]
    public async Task The_end_of_one_is_not_the_end_of_all()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess first = await named.Start();
        await using LoadProcess second = await named.Start();
        await using RunningProcess tracker = Tracker.Start(scratch, ["--name", named.Name, "--all", .. Files]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 3);

        first.Begin();
        await Patience.Until(() => first.HasEnded, "the first has ended");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), CsvText.Records(scratch.Text("data.csv")).Count + 5);
        second.Begin();
        (await tracker.End()).Expect(0);

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.Equal([2, 1], recording.Totals.Select(row => row.Processes).Where(count => count > 0).Distinct());
        Assert.Equal("target_ended", SetDocument.Read(scratch.File("x.json")).EndReason);
    }

    [Fact]
    public async Task It_waits_for_the_first_to_appear()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using RunningProcess tracker = Tracker.Start(scratch, ["--name", named.Name, "--wait", .. Files]);
        await using LoadProcess load = await named.Start();
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        load.Begin();
        (await tracker.End()).Expect(0);

        Assert.All(CsvRecording.Read(scratch.File("data.csv")).Rows, row => Assert.Equal($"{load.Pid}", row.Pid));
    }

    [Fact]
    public async Task Waiting_in_vain_ends_when_told()
    {
        using Scratch scratch = new();
        await using RunningProcess tracker = Tracker.Start(scratch, ["--name", new NamedProcess(scratch).Name, "--wait", .. Files]);
        await Patience.Until(() => File.ReadAllText($"/proc/{tracker.Pid}/comm") == "memory_tracker\n", "it is the tracker");
        tracker.Send(Signal.Int);

        Ended ended = await tracker.End();
        Assert.Contains(ended.ExitCode, new[] { 0, 130 });
        Assert.DoesNotContain("Unhandled", ended.Errors, StringComparison.Ordinal);
    }

    private static void AssertTogether(SetRecording recording, int processes) =>
        Assert.All(recording.Ticks.Where(tick => tick.Total.Rss is not null), tick =>
        {
            Assert.Equal(processes, tick.Total.Processes);
            Assert.Equal(processes, tick.Processes.Count);
            Assert.Equal(tick.Total.Rss, tick.Processes.Sum(process => process.Rss));
        });

    private static async Task<Ended> AssertRefused(Scratch scratch, params string[] which)
    {
        string[] before = scratch.Names();
        Ended ended = (await Tracker.Run(scratch, [.. which, .. Files])).Expect(1);

        Assert.Empty(ended.Output);
        Assert.NotEmpty(ended.ErrorLines);
        Assert.Equal(before, scratch.Names());
        return ended;
    }
}
