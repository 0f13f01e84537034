using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>What a person sees in a terminal, which <c>script</c> stands in for.</summary>
public sealed class TerminalTests
{
    private const string Colour = @"\e\[[0-9;]*m";
    private const string PrivateMode = @"\e\[\?[0-9]+h|\e=";

    [Fact]
    public async Task The_live_line_is_written_over_in_place()
    {
        string seen = await Record();

        string live = seen[..seen.IndexOf('\n', StringComparison.Ordinal)];
        Assert.InRange(live.Count(letter => letter == '\r'), 3, 30);
    }

    [Fact]
    public async Task Without_colour_there_is_none()
    {
        Assert.Matches(Colour, await Record());
        Assert.DoesNotMatch(Colour, await Record(noColour: "1"));
    }

    [Fact]
    public async Task The_terminal_is_left_as_it_was()
    {
        // Private modes such as "application cursor keys" outlive the program that has set them.
        string seen = await Record();

        Assert.DoesNotMatch(PrivateMode, seen);
    }

    private static async Task<string> Record(string noColour = "")
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string command = $"{PublishedBinary.Path} --pid {load.Pid} -i 50ms -d 1 -o x.json --no-live";
        await using RunningProcess terminal = RunningProcess.Start(
            scratch,
            ["script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"],
            ("TERM", "xterm-256color"),
            ("NO_COLOR", noColour));
        return (await terminal.End()).Expect(0).Output;
    }
}
