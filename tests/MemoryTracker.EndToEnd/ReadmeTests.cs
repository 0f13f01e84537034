using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>Every command of the README that records something does what the README says, typed as it stands there but for what is recorded.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Commands() => Matching(RecordsAProcess());

    public static TheoryData<string> Launches() => Matching(LaunchesACommand());

    public static TheoryData<string> Searches() => Matching(SearchesProcesses());

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_README_records_a_process(string command)
    {
        using Scratch scratch = new();
        _ = PublishedBinary.Path;
        File.CreateSymbolicLink(scratch.File("memory_tracker"), Repository.Launcher);
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using LoadProcess other = await LoadProcess.Start("sleep");

        int named = 0;
        string line = PidOption().Replace(command, option => $"{option.Groups["option"]} {(named++ == 0 ? load : other).Pid}");
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", line]);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.False(tracker.HasEnded, $"`{line}` has ended before the process did");
        load.Begin();
        other.Begin();

        (await tracker.End()).Expect(0);
        Assert.NotEqual(["memory_tracker"], scratch.Names());
    }

    [Theory]
    [MemberData(nameof(Launches))]
    public async Task A_command_of_the_README_launches_another_and_ends_as_that_does(string command)
    {
        using Scratch scratch = new();
        _ = PublishedBinary.Path;
        File.CreateSymbolicLink(scratch.File("memory_tracker"), Repository.Launcher);

        string line = LaunchedCommand().Replace(command, " -- sh -c 'sleep 0.2; exit 3'");
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", line]);

        (await tracker.End()).Expect(3);
        Assert.NotEqual(["memory_tracker"], scratch.Names());
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task A_command_of_the_README_finds_processes(string command)
    {
        using Scratch scratch = new();
        _ = PublishedBinary.Path;
        File.CreateSymbolicLink(scratch.File("memory_tracker"), Repository.Launcher);
        NamedProcess named = new(scratch);
        string[] before = scratch.Names();
        await using LoadProcess load = await named.Start();

        string line = Pattern().Replace(command, $"${{option}} {named.Name}");
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", $"exec {line}"]);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.False(tracker.HasEnded, $"`{line}` has ended before the process did");
        load.Begin();
        await Patience.Until(() => load.HasEnded, "the process ends");
        // It would wait for the next one.
        if (command.Contains("--follow", StringComparison.Ordinal))
            tracker.Send(Signal.Int);

        (await tracker.End()).Expect(0);
        Assert.NotEqual(before, scratch.Names());
    }

    private static TheoryData<string> Matching(Regex pattern) => [.. CodeBlocks().SelectMany(Lines).Where(line => pattern.IsMatch(line))];

    /// <summary>The README's blocks marked as shell.</summary>
    private static IEnumerable<string> CodeBlocks()
    {
        string readme = Path.Combine(Repository.Root, "README.md");
        string text = File.Exists(readme) ? File.ReadAllText(readme) : "";
        return ShellBlock().Matches(text).Select(match => match.Groups["code"].Value);
    }

    /// <summary>A block's commands: a line that ends in a backslash goes on in the next.</summary>
    private static IEnumerable<string> Lines(string block) =>
        block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^```sh\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"^\./memory_tracker .*(-p|--pid)[ =]")]
    private static partial Regex RecordsAProcess();

    [GeneratedRegex(@"^\./memory_tracker (.* )?-- ")]
    private static partial Regex LaunchesACommand();

    [GeneratedRegex(" -- .*$")]
    private static partial Regex LaunchedCommand();

    [GeneratedRegex(@"^\./memory_tracker .*(--name|--cmdline)[ =]")]
    private static partial Regex SearchesProcesses();

    [GeneratedRegex(@"(?<option>--name|--cmdline)[ =]('[^']*'|\S+)")]
    private static partial Regex Pattern();

    [GeneratedRegex("(?<option>-p|--pid)[ =](\"[^\"]*\"|\\$\\([^)]*\\)|\\S+)")]
    private static partial Regex PidOption();
}
