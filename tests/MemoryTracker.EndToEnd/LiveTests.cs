using System.Text.RegularExpressions;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>The live view as a person sees it, in a real terminal.</summary>
public sealed class LiveTests
{
    private const string Settings = "stty -a | grep -o ' .\\?icanon\\| .\\?echo ' | tr -d '\\n'; echo ' 'end";

    [Fact]
    public async Task It_shows_curves_figures_and_a_status_and_ends_by_a_key()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24);
        await terminal.Type(Record(load));
        string seen = await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");

        Assert.Contains("(PID", seen, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +[\d.]+ MiB ┤", seen);
        Assert.Matches(@"(?m)^ +0 % ┤", seen);
        Assert.Matches(@"(?m)^RSS +[\d.]+ MiB  peak [\d.]+ MiB  mean [\d.]+ MiB  growth: too short to tell", seen);
        Assert.Matches(@"(?m)^ rec  0:\d\d\.\d\d  \d+ samples? every 50 ms", seen);

        await terminal.Press("q");
        seen = await terminal.Until(HasSummary, "the recording has ended");
        Assert.Contains("until it was stopped", await terminal.History(), StringComparison.Ordinal);
        Assert.NotEqual(0, PngImage.Read(scratch.File("x.png")).Width);
    }

    /// <summary>Whole screens, but for what another machine, process or moment would show: digits are told as 0, curves and the ticks of their axes are left out.</summary>
    [Theory]
    [InlineData(20, 5, """
        sleep (PID 0)
        RSS     0.00 MiB
        CPU        0.0 %
         rec  0:00.00
        """)]
    [InlineData(40, 12, """
        sleep (PID 0)
                  |
                  |
                  |
                  |
                  |
                  |
                  └ 0:00.00 ─────────── 0:00.00
        RSS     0.00 MiB  peak 0.00 MiB
        CPU        0.0 %  max 0.0 %  mean 0.0 %
         rec  0:00.00, 0:00.00 left  00 samples
        """)]
    [InlineData(100, 16, """
        sleep (PID 0)
                  |
                  |
                  |
                  |
                  |
                  |
                  |
                  |
                  |
                  |
                  └ 0:00.00 ─────────────────────────────────────────────────────────────────────── 0:00.00
        RSS     0.00 MiB  peak 0.00 MiB  mean 0.00 MiB  growth: too short to tell  min 0.00 MiB
        CPU        0.0 %  max 0.0 %  mean 0.0 %  min 0.0 %
         rec  0:00.00, 0:00.00 left  00 samples every 000 ms  ? keys
        """)]
    public async Task The_whole_screen(int columns, int rows, string expected)
    {
        using Scratch scratch = new();
        await using RunningProcess target = RunningProcess.Start(scratch, ["sleep", "100"]);
        await Patience.Until(() => File.ReadAllText($"/proc/{target.Pid}/comm") == "sleep\n", "sleep is there");
        await using Tmux terminal = await Tmux.Open(scratch, columns, rows);
        await terminal.Type($"clear; {PublishedBinary.Path} -p {target.Pid} -i 100ms -d 50 -o x.png");
        // Past the samples of one digit, and long before growth is judged.
        string seen = await terminal.Until(screen => Regex.IsMatch(screen, @"^ rec  0:0[2-8]", RegexOptions.Multiline), "the view has shown some samples");

        Assert.Equal(expected, Masked(seen));
        await terminal.Press("q");
    }

    [Fact]
    public async Task Each_key_does_what_it_says()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 100, 30);
        await terminal.Type(Record(load, "--metrics rss,anon,cpu -o y.json"));
        await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");

        await terminal.Press("?");
        await terminal.Until(screen => screen.Contains("space freeze", StringComparison.Ordinal), "keys are explained");
        await terminal.Press("?");
        await terminal.Press("Tab");
        await terminal.Until(screen => screen.Contains("anon ", StringComparison.Ordinal), "the next metric is shown");
        await terminal.Press("m");
        await terminal.Until(screen => screen.Split('\n').Any(line => line.EndsWith(" mark 1", StringComparison.Ordinal)), "the marker is shown");
        await terminal.Press("s");
        await Patience.Until(() => File.Exists(scratch.File("x.png")), "the chart so far is written");
        Assert.NotEqual(0, PngImage.Read(scratch.File("x.png")).Width);

        await terminal.Press("Space");
        string frozen = await terminal.Until(screen => screen.Contains(" frozen ", StringComparison.Ordinal), "the view stands still");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(frozen, await terminal.Screen());
        await terminal.Press("Space");
        await terminal.Until(screen => screen.Contains(" rec ", StringComparison.Ordinal), "it goes on");

        await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await terminal.Press("+");
        await terminal.Until(screen => screen.Contains("the last ", StringComparison.Ordinal), "the last seconds are shown");
        await terminal.Press("-");
        await terminal.Until(screen => !screen.Contains("the last ", StringComparison.Ordinal), "all is shown");
        await terminal.Press("q");
        await terminal.Until(HasSummary, "the recording has ended");
        Assert.Contains("\"mark 1\"", scratch.Text("y.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q")]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("KILL")]
    [InlineData("ABRT")]
    public async Task The_terminal_is_as_it_was_after_any_end(string end)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 120, 30);
        await terminal.Type("clear; " + Settings);
        string before = await terminal.Until(screen => screen.Contains(" end", StringComparison.Ordinal), "the settings are told");
        Assert.Contains(" icanon", before, StringComparison.Ordinal);

        await terminal.Type($"clear; {Record(load)} & fg");
        await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");
        if (end == "q")
            await terminal.Press("q");
        else
            await InstalledProgram.Run(scratch, "pkill", $"-{end}", "-f", $"^{PublishedBinary.Path} --pid {load.Pid} ");
        await Patience.Until(() => !IsRecorded(load), "the recorder has ended");

        await terminal.Type("clear; " + Settings);
        string after = await terminal.Until(screen => screen.Contains(" end", StringComparison.Ordinal) && !screen.Contains(" rec ", StringComparison.Ordinal), "the settings are told again");
        Assert.Contains(" icanon", after, StringComparison.Ordinal);
        Assert.Contains(" echo ", after, StringComparison.Ordinal);
        Assert.True(await terminal.HasCursor());
    }

    [Fact]
    public async Task Stopped_from_the_keyboard_it_gives_the_terminal_back_and_goes_on_when_it_is_in_front_again()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 100, 30);
        await terminal.Type(Record(load));
        await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");
        await terminal.Press("C-z");
        await terminal.Until(screen => screen.Contains("Stopped", StringComparison.Ordinal), "it has stopped");
        await terminal.Type("clear; " + Settings);
        string seen = await terminal.Until(screen => screen.Contains(" end", StringComparison.Ordinal), "the settings are told");
        Assert.Contains(" icanon", seen, StringComparison.Ordinal);

        // Long enough for ticks to be missed.
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        await terminal.Type("clear; fg");
        await terminal.Until(screen => screen.Contains("missed", StringComparison.Ordinal), "the view is there again");
        await terminal.Press("q");
        await terminal.Until(HasSummary, "the recording has ended");
    }

    [Fact]
    public async Task Behind_another_job_it_neither_draws_nor_reads_keys()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 100, 30);
        await terminal.Type($"{Record(load, "-c x.csv")} &");
        await Patience.Until(() => File.Exists(scratch.File("x.csv")) && scratch.Text("x.csv").Split('\n').Length > 10, "it records");
        await terminal.Type("echo q$((40 + 2))");
        string seen = await terminal.Until(screen => screen.Contains("q42", StringComparison.Ordinal), "the shell has its keys");

        Assert.DoesNotContain("┤", seen, StringComparison.Ordinal);
        Assert.True(IsRecorded(load));
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(300, 100)]
    public async Task It_fits_into_any_terminal(int columns, int rows)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, columns, rows);
        await terminal.Type($"clear; {Record(load)}");
        string seen = await terminal.Until(screen => screen.Contains(" rec ", StringComparison.Ordinal), "the view is there");
        Assert.Single(seen.Split('\n'), line => line.StartsWith("RSS ", StringComparison.Ordinal));

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        seen = await terminal.Screen();
        Assert.Single(seen.Split('\n'), line => line.StartsWith("RSS ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_that_changes_its_size_has_one_picture_still()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 100, 30);
        await terminal.Type($"clear; {Record(load)}");
        await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");
        foreach ((int columns, int rows) in ((int, int)[])[(60, 30), (130, 40), (40, 12)])
        {
            await terminal.Resize(columns, rows);
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            string seen = await terminal.Screen();
            Assert.Single(seen.Split('\n'), line => line.StartsWith(" rec ", StringComparison.Ordinal));
            Assert.Single(seen.Split('\n'), line => line.StartsWith("RSS ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Without_utf8_it_is_drawn_with_ascii()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24, locale: "C");
        await terminal.Type($"clear; {Record(load)}");
        string seen = await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");

        Assert.All(seen, letter => Assert.True(letter is '\n' or (>= ' ' and <= '~'), $"'{letter}' is no ASCII"));
        Assert.Contains(" +", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_launched_command_keeps_its_lines_whole_above_the_view()
    {
        using Scratch scratch = new();
        scratch.Write("lines.sh", "for i in $(seq 1 60); do printf 'half '; sleep 0.03; echo \"line $i of the command\"; done; touch done; sleep 2\n");
        await using Tmux terminal = await Tmux.Open(scratch, 80, 30);
        await terminal.Type($"clear; {PublishedBinary.Path} --live -i 20ms -o x.png -- bash lines.sh");
        await Patience.Until(() => File.Exists(scratch.File("done")), "the command has written its lines");
        string seen = await terminal.Until(screen => screen.Contains(" rec ", StringComparison.Ordinal), "the view is there");
        Assert.Contains("half line 60 of the command", seen, StringComparison.Ordinal);

        await terminal.Until(HasSummary, "the recording has ended");
        string[] history = (await terminal.History()).Split('\n');
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"half line {i} of the command"), history.Where(line => line.StartsWith("half ", StringComparison.Ordinal)));
        Assert.DoesNotContain(history, line => line.StartsWith(" rec ", StringComparison.Ordinal));
    }

    /// <summary>Between what a command writes, a notice has a line of its own: what the command has begun stays, and goes on in the same colour.</summary>
    [Theory]
    [InlineData("--live")]
    [InlineData("--no-live")]
    public async Task A_notice_leaves_a_launched_commands_line_and_colour_alone(string live)
    {
        using Scratch scratch = new();
        scratch.Write("half.sh", "printf 'whole\\n\\033[31mhalf a line'; until [ -e go ]; do sleep 0.1; done; printf 'the rest\\033[m, done\\n'\n");
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24);
        await terminal.Type($"clear; {PublishedBinary.Path} {live} -i 20ms -o x.json --limit 'rss > 1MiB for 2s' -- bash half.sh");
        await terminal.Until(screen => screen.Contains("memory_tracker: ", StringComparison.Ordinal), "there is a notice");
        scratch.Write("go", "");
        await terminal.Until(HasSummary, "the recording has ended");

        string[] lines = (await terminal.History()).Split('\n');
        int half = Array.IndexOf(lines, "half a line");
        Assert.True(half > 0, string.Join('\n', lines));
        Assert.Equal("whole", lines[half - 1]);
        Assert.StartsWith("memory_tracker: ", lines[half + 1], StringComparison.Ordinal);
        string[] colored = (await terminal.Colored()).Split('\n');
        Assert.Contains(colored, line => line.StartsWith("\u001b[31mthe rest\u001b[39m, done", StringComparison.Ordinal));
        Assert.DoesNotContain(colored, line => line.Contains("31mmemory_tracker", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_told_while_the_terminal_stands_still_is_told_later()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 120, 30);
        await terminal.Type($"clear; (ulimit -f 32; {PublishedBinary.Path} --pid {load.Pid} -i 5ms -c x.csv)");
        await terminal.Until(screen => screen.Contains("? keys", StringComparison.Ordinal), "the view is there");
        await terminal.Press("C-s");
        await Patience.Until(() => new FileInfo(scratch.File("x.csv")) is { Exists: true, Length: > 32_000 }, "the file has reached its limit");
        // Longer than the view waits for a terminal.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await terminal.Press("C-q", "q");
        await terminal.Until(HasSummary, "the recording has ended");

        Assert.Matches("memory_tracker: .*x[.]csv.*File too large", await terminal.History());
    }

    [Fact]
    public async Task The_summary_stands_apart_from_a_line_that_the_command_has_not_ended()
    {
        using Scratch scratch = new();
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24);
        await terminal.Type($"clear; {PublishedBinary.Path} -o x.json -- printf 'no end'");
        await terminal.Until(HasSummary, "the recording has ended");

        string[] lines = (await terminal.History()).Split('\n');
        Assert.Equal("", lines[Array.IndexOf(lines, "no end") + 1]);
    }

    /// <summary>The second one finds the keyboard as the first has set it, which is not how it was.</summary>
    [Fact]
    public async Task Two_recorders_in_front_leave_the_terminal_as_it_was()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 120, 40);
        await terminal.Type($"clear; ( {Record(load, "-d 3 -c first.csv")} < /dev/tty & until [ -s first.csv ]; do sleep 0.1; done; sleep 0.5; {PublishedBinary.Path} --pid {load.Pid} -o y.png -d 5 ); echo bo''th");
        await terminal.Until(screen => screen.Contains("both", StringComparison.Ordinal), "both have ended");
        await terminal.Type("clear; " + Settings);
        string seen = await terminal.Until(screen => screen.Contains(" end", StringComparison.Ordinal), "the settings are told");

        Assert.Contains(" icanon", seen, StringComparison.Ordinal);
        Assert.Contains(" echo ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_has_become_another_is_named_by_both()
    {
        using Scratch scratch = new();
        await using RunningProcess target = RunningProcess.Start(scratch, ["bash", "-c", "until [ -e go ]; do sleep 0.1; done; exec sleep 100"]);
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24);
        await terminal.Type($"clear; {PublishedBinary.Path} -p {target.Pid} -i 50ms -o x.json");
        await terminal.Until(screen => screen.Contains($"bash (PID {target.Pid})", StringComparison.Ordinal), "the view is there");
        scratch.Write("go", "");
        await terminal.Until(screen => screen.Contains($"bash, later sleep (PID {target.Pid})", StringComparison.Ordinal), "the new name is there");
        await terminal.Press("q");
    }

    [Fact]
    public async Task Asked_for_where_nothing_can_be_shown_it_says_why()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess recorder = RunningProcess.Start(scratch, [PublishedBinary.Path, "--live", "-p", $"{load.Pid}", "-i", "50ms", "-d", "1", "-o", "x.json"]);

        Assert.Contains("memory_tracker: --live shows nothing: standard output is no terminal\n", (await recorder.End()).Expect(0).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM=dumb")]
    [InlineData("CI=true")]
    public async Task Where_nobody_can_watch_there_are_no_pictures(string variable)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using Tmux terminal = await Tmux.Open(scratch, 80, 24);
        await terminal.Type($"{variable} {Record(load, "-d 1")}");
        await terminal.Until(HasSummary, "the recording has ended");

        Assert.DoesNotContain("┤", await terminal.History(), StringComparison.Ordinal);
    }

    private static string Masked(string screen)
    {
        string[] lines = [.. screen.Split('\n').SkipWhile(line => !line.StartsWith("sleep (", StringComparison.Ordinal))];
        return string.Join('\n', lines.Select(line => Regex.Replace(Regex.Replace(Regex.Replace(line, "^.{10}[┤│].*", "          |"), @"PID \d+", "PID 0"), @"\d", "0")));
    }

    private static string Record(LoadProcess load, string more = "") => $"{PublishedBinary.Path} --pid {load.Pid} -i 50ms -o x.png {more}";

    private static bool HasSummary(string screen) => screen.Contains("The recorder used", StringComparison.Ordinal);

    private static bool IsRecorded(LoadProcess load) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return File.ReadAllText($"{folder}/cmdline").StartsWith($"{PublishedBinary.Path}\0--pid\0{load.Pid}\0", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
