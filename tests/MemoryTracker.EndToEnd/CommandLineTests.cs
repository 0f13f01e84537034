using System.Globalization;
using MemoryTracker.EndToEnd.Harness;

namespace MemoryTracker.EndToEnd;

/// <summary>Nonsense is told before anything starts: one line, an exit code, and no file.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-p abc")]
    [InlineData("-p")]
    [InlineData("-p -1")]
    [InlineData("-p 0")]
    [InlineData("-p 99999999999999999999")]
    [InlineData("-p PID -i -5")]
    [InlineData("-p PID -i abc")]
    [InlineData("-p PID -i 1parsec")]
    [InlineData("-p PID -i 1us")]
    [InlineData("-p PID -i NaN")]
    [InlineData("-p PID -d -1")]
    [InlineData("-p PID -d soon")]
    [InlineData("-p PID --nonsense")]
    [InlineData("-p PID stray")]
    [InlineData("-p PID --size 1600")]
    [InlineData("-p PID --size 0x0")]
    [InlineData("-p PID --size -1600x900")]
    [InlineData("-p PID --scale 0")]
    [InlineData("-p PID --scale two")]
    [InlineData("-p PID --theme pink")]
    [InlineData("-p PID --time noon")]
    [InlineData("-p PID --layout heap")]
    [InlineData("-p PID @options")]
    public async Task A_command_line_that_cannot_be_understood(string line)
    {
        using Scratch scratch = new();
        Ended ended = (await Run(scratch, line)).Expect(2);

        Assert.Single(ended.ErrorLines);
        Assert.Empty(ended.Output);
        Assert.Empty(scratch.Names());
    }

    [Theory]
    [InlineData("x.xyz")]
    [InlineData("x")]
    [InlineData("x.")]
    [InlineData("png")]
    public async Task An_ending_that_is_not_known_is_answered_with_those_that_are(string output)
    {
        using Scratch scratch = new();
        Ended ended = (await Run(scratch, $"-p PID -o {output}")).Expect(2);

        string told = Assert.Single(ended.ErrorLines);
        Assert.All([output, ".png", ".csv", ".json"], word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.Empty(scratch.Names());
    }

    [Theory]
    [InlineData("folder.png", "-o folder.png")]
    [InlineData("folder.csv", "-c folder.csv")]
    [InlineData("missing/x.png", "-o missing/x.png")]
    [InlineData("missing/x.json", "-o missing/x.json")]
    [InlineData("missing/x.csv", "-c missing/x.csv")]
    [InlineData("/proc/x.csv", "-c /proc/x.csv")]
    [InlineData("/sys/x.png", "-o /sys/x.png")]
    [InlineData("missing/x.csv", "-o fine.csv -c missing/x.csv -o fine.png")]
    public async Task An_output_that_cannot_be_written(string output, string outputs)
    {
        using Scratch scratch = new();
        scratch.SubFolder("folder.png");
        scratch.SubFolder("folder.csv");
        Ended ended = (await Run(scratch, $"-p PID -i 20ms -d 0.2 {outputs}")).Expect(1);

        string told = Assert.Single(ended.ErrorLines);
        Assert.Contains(output, told, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
        Assert.Equal(["folder.csv", "folder.png"], scratch.Names());
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, "--version")).Expect(0);

        Assert.Matches(@"^(memory_tracker )?[0-9]+\.[0-9]+\.[0-9]+\n$", ended.Output);
        Assert.Empty(ended.Errors);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task The_help_names_every_option(string option)
    {
        using Scratch scratch = new();
        Ended ended = (await Tracker.Run(scratch, option)).Expect(0);

        string[] options = [
            "--pid", "--interval", "--output", "--duration", "--csv-output", "--quiet", "--title", "--size", "--scale", "--theme", "--time",
            "--layout", "--metrics", "--smaps-budget", "--version"];
        Assert.All(options, name => Assert.Contains(name, ended.Output, StringComparison.Ordinal));
        Assert.Empty(ended.Errors);
    }

    [Theory]
    [InlineData("-i 500us -d 0.2")]
    [InlineData("-i 20ms -d 0.2s")]
    [InlineData("-i 0.5s -d 1s")]
    [InlineData("-i 50us -d 0.1")]
    [InlineData("-i 0 -d 0.1")]
    [InlineData("--interval=100 --duration=0.3")]
    [InlineData("-i 10 -d 0.2 --size 800x450 --scale 1.5 --theme dark --time clock --layout panels")]
    public async Task Times_take_a_fraction_and_a_unit(string options)
    {
        using Scratch scratch = new();
        Ended ended = (await Run(scratch, $"-p PID {options} -o x.json -o x.csv -o x.png")).Expect(0);

        Assert.Empty(ended.Errors);
        Recordings.CsvRecording.Read(scratch.File("x.csv"));
    }

    private static async Task<Ended> Run(Scratch scratch, string line)
    {
        await using LoadProcess load = await LoadProcess.Start("sleep");
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return await Tracker.Run(scratch, words.Select(word => word == "PID" ? load.Pid.ToString(CultureInfo.InvariantCulture) : word));
    }
}
