using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>Every command of the README that records a process does what the README says, typed as it stands there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Commands() => [.. CodeBlocks().SelectMany(Lines).Where(line => RecordsAProcess().IsMatch(line))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_README_records_a_process(string command)
    {
        using Scratch scratch = new();
        _ = PublishedBinary.Path;
        File.CreateSymbolicLink(scratch.File("memory_tracker"), Repository.Launcher);
        await using LoadProcess load = await LoadProcess.Start("sleep");

        string line = PidOption().Replace(command, $"${{option}} {load.Pid}");
        await using RunningProcess tracker = RunningProcess.Start(scratch, ["sh", "-c", line]);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.False(tracker.HasEnded, $"`{line}` has ended before the process did");
        load.Begin();

        (await tracker.End()).Expect(0);
        Assert.NotEqual(["memory_tracker"], scratch.Names());
    }

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

    [GeneratedRegex("(?<option>-p|--pid)[ =](\"[^\"]*\"|\\$\\([^)]*\\)|\\S+)")]
    private static partial Regex PidOption();
}
