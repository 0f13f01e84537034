using System.CommandLine;
using System.Text;
using MemoryTracker.Cli;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public class CommandLineTests
{
    /// <summary>A command line a line: none of them may get as far as recording.</summary>
    private const string Misunderstood = """

        -p
        -p abc
        -p 0
        -p -5
        -p 1.5
        -p 99999999999
        -p 1 2
        -p 1 -p 2
        --pidd 1
        -p 1 --colour
        -p 1 sleep 5
        -p 1 @file
        -p 1 -i
        -p 1 -i -5
        -p 1 -i abc
        -p 1 -i 49us
        -p 1 -i 0.00000001
        -p 1 -d -1
        -p 1 -d 1,5
        -p 1 -d 0.00000001
        -p 1 -o
        -p 1 -o x.txt
        -p 1 --size 10x10
        -p 1 --size 1600
        -p 1 --size 1600x900x1
        -p 1 --size 99999x900
        -p 1 --scale 0
        -p 1 --scale NaN
        -p 1 --scale 1,5
        -p 1 --theme pink
        -p 1 --theme DARK
        -p 1 --time never
        -p 1 --layout triple
        -p 1 -o s.csv --theme dark
        -p 1 -o s.csv --log-y
        -p 1 -c s.csv -o s.jsonl --chart rss
        -p 1 -o s.html --layout panels
        -p 1 -o s.md --title x
        -p 1 -o s.trace.json --time clock
        -p 1 -o s.csv --leak
        -p 1 --chart cpu --leak
        -p 1 --smaps-budget 5
        -p 1 --ascii --no-live
        -p 1 --ascii -q
        sleep 5
        -p 1 --wait
        plot
        plot s.csv -o s.jsonl --size 800x450
        plot s.csv --markers-clock relative
        -p 1 --metrics
        -p 1 --metrics pps
        -p 1 --metrics rss,
        -p 1 --metrics RSS
        -p 1 --metrics rss,fault
        -p 1 --metrics rss --metrics cpu
        -p 1 --metrics heap
        -p 1 --metrics rss,help
        -p 1 --metrics memry
        -p 1 --chart
        -p 1 --chart pps
        -p 1 --chart rss,mem
        -p 1 --chart memory,heap
        -p 1 --chart rss --chart cpu
        -p 1 --assert
        -p 1 -o x.junit.xml
        -p 1 --assert duration<5s -o x.junit
        -p 1 --assert duration<5%of./no-such-file.csv
        -p 1 --assert duration<5%of-
        compare a.csv b.csv -o x.junit.xml
        compare a.csv b.csv --assert duration<5%of./no-such-file.csv
        -p 1 --smaps-budget 0
        -p 1 --smaps-budget 101
        -p 1 --smaps-budget 1,5
        -p 1 --smaps-budget NaN
        makr x
        -p 1 mark x
        --quiet mark x
        mark
        mark ""
        mark --begin
        mark --end ""
        mark --begin --end x
        mark --begn x
        mark x -y
        mark -p
        mark --pid abc x
        mark --interval 5 x
        mark --
        compare
        compare a.csv
        compare a.csv ""
        compare - -
        compare a.csv b.csv --group x=c.csv
        compare --group x=c.csv
        compare --group x=c.csv --group x=d.csv
        compare a.csv b.csv -q
        compare a.csv b.csv --from 5
        compare --group x --group y=d.csv
        compare --group =c.csv --group y=d.csv
        compare --group x= --group y=d.csv
        compare --group x=c.csv, --group y=d.csv
        compare a.csv b.csv --align end
        compare a.csv b.csv --align marker:
        compare a.csv b.csv --align
        compare a.csv b.csv -o x.csv
        compare a.csv b.csv -o x.trace.json
        compare a.csv b.csv --theme dark
        compare a.csv b.csv -o x.html --log-y
        compare a.csv b.csv -o x.json --title x
        compare a.csv b.csv -o
        compare a.csv b.csv -o x.png -o ./x.png
        compare a.csv b.json -o b.json
        compare a.csv b.csv --metrics heap
        compare a.csv b.csv --size 10x10 -o x.png
        compare a.csv b.csv --layout dual
        compare a.csv b.csv --interval 5
        compare 1 2 3 4 5 6 7 8 9 -o x.png
        -q compare a.csv b.csv
        -p 1 doctor
        doctor 1
        doctor -p
        doctor -p abc
        doctor -p 0
        doctor --jsn
        doctor --json yes
        """;

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void What_cannot_be_understood_is_told_in_one_line_that_says_what_to_do(string culture)
    {
        StringBuilder told = new();
        foreach (string line in Misunderstood.Split('\n'))
        {
            UserException error = Cultures.Under(culture, () => Assert.Throws<UserException>(() => CommandLine.Run(Words(line), Nowhere)));
            Assert.DoesNotContain('\n', error.Message);
            told.Append("$ memory_tracker ").Append(line).Append('\n').Append(error.ExitCode).Append("  ").Append(error.Message).Append("\n\n");
        }

        Snapshot.Match("misunderstood.txt", told.ToString());
    }

    [Fact]
    public void Comparing_what_nobody_recorded_is_a_mistake_and_what_one_has_recorded_is_none()
    {
        using Scratch scratch = new();
        string one = scratch.Write("a.csv", "elapsed_s,rss_bytes\n0,1\n");
        string other = scratch.Write("b.csv", "elapsed_s,rss_bytes,fds\n0,1,1\n");

        UserException error = Assert.Throws<UserException>(() => CommandLine.Run(["compare", one, other, "--metrics", "rss,swap"], Nowhere));

        Assert.Equal((ExitCode.Usage, "--metrics: swap was not recorded: the recordings have rss, fds"), (error.ExitCode, error.Message));
        Assert.Equal(ExitCode.Done, CommandLine.Run(["compare", one, other, "--metrics", "fds", "-q", "-o", scratch.File("c.json")], _ => { }));
    }

    [Fact]
    public void A_hostile_argument_is_shown_cleaned() =>
        Assert.DoesNotContain('\e', Assert.Throws<UserException>(() => CommandLine.Run(["-p", "\e[2J"], Nowhere)).Message);

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void The_help_reads_well(string culture) => Snapshot.Match("help.txt", Cultures.Under(culture, () => Output("--help")));

    [Fact]
    public void The_help_of_mark_reads_well() => Snapshot.Match("help-mark.txt", Output("mark", "--help"));

    [Fact]
    public void The_help_of_compare_reads_well() => Snapshot.Match("help-compare.txt", Output("compare", "--help"));

    [Fact]
    public void The_help_of_plot_reads_well() => Snapshot.Match("help-plot.txt", Output("plot", "--help"));

    [Theory]
    [InlineData("--help")]
    [InlineData("plot", "--help")]
    [InlineData("compare", "--help")]
    [InlineData("mark", "--help")]
    [InlineData("doctor", "--help")]
    public void No_line_of_a_help_wraps(params string[] arguments) => Assert.All(Output(arguments).Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));

    [Fact]
    public void The_help_of_doctor_reads_well() => Snapshot.Match("help-doctor.txt", Output("doctor", "--help"));

    [Fact]
    public void Whoever_asks_for_help_need_not_get_the_rest_right() => Assert.Equal(Output("--help"), Output("-p", "abc", "--help"));

    [Theory]
    [InlineData("--help mark")]
    [InlineData("mark --begin --end -h")]
    [InlineData("-q mark --help")]
    public void Help_is_that_of_the_verb_that_is_named(string line) => Assert.Equal(Output("mark", "--help"), Output(Words(line)));

    [Theory]
    [MemberData(nameof(Cultures.All), MemberType = typeof(Cultures))]
    public void The_table_of_metrics_reads_well(string culture) =>
        Snapshot.Match("metrics.txt", Cultures.Under(culture, () => Output("--metrics", "help")));

    [Fact]
    public void Whoever_asks_for_the_table_of_metrics_need_not_get_the_rest_right() =>
        Assert.All(["--metrics=help", "--chart=help"], option => Assert.Equal(Output("--metrics", "help"), Output("-p", "abc", option, "--nonsense")));

    [Theory]
    [InlineData("plot --metrics help")]
    [InlineData("plot --chart help -o x.xyz")]
    [InlineData("compare --metrics help")]
    public void Every_verb_that_takes_metrics_has_the_table(string line) => Assert.Equal(Output("--metrics", "help"), Output(Words(line)));

    [Theory]
    [InlineData("plot {0} --title x -o {1}.html -q")]
    [InlineData("plot {0} --time clock -o {1}.html -q")]
    [InlineData("plot {0} --leak -o {1}.html -q")]
    [InlineData("plot {0} --theme dark --log-y -o {1}.csv -o {1}.svg -q")]
    [InlineData("compare {0} {0} --title x -o {1}.md -q")]
    [InlineData("compare {0} {0} --theme dark -o {1}.svg -o {1}.json -q")]
    public void Looks_are_taken_where_something_has_them(string line)
    {
        using Scratch scratch = new();
        string recording = scratch.Write("a.csv", "elapsed_s,pid,command,rss_bytes\n0,1,x,4096\n1,1,x,8192\n");

        Assert.Equal(ExitCode.Done, CommandLine.Run(string.Format(null, line, recording, scratch.File("out")).Split(' '), _ => { }));
    }

    [Theory]
    [InlineData("--metrics rss,peak_rss,cpu", "peak_rss")]
    [InlineData("--metrics all,peak_rss", "peak_rss")]
    [InlineData("--chart rss,peak_rss,anon,file,shmem", "peak_rss")]
    [InlineData("--metrics memory", null)]
    [InlineData("--metrics all --chart memory,cpu", null)]
    public void What_is_named_by_itself_must_have_been_recorded_and_of_what_is_named_together_what_there_is(string options, string? missing)
    {
        using Scratch scratch = new();
        string recording = scratch.Write("a.csv", "elapsed_s,pid,command,rss_bytes,cpu_percent\n0,1,x,4096,\n1,1,x,8192,5\n");
        string[] words = ["plot", recording, "-q", "-o", scratch.File("out.svg"), .. options.Split(' ')];

        if (missing is null)
            Assert.Equal(ExitCode.Done, CommandLine.Run(words, _ => { }));
        else
            Assert.Contains($": {missing} was not recorded: ", Assert.Throws<UserException>(() => CommandLine.Run(words, _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_metrics_has_every_name_and_no_line_that_wraps()
    {
        string table = Output("--metrics", "help");

        Assert.All(Metric.All, metric => Assert.Matches($"(?m)^    {metric.Name} ", table));
        Assert.All(table.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Rows_that_find_no_room_are_a_failure_and_those_before_are_whole(string kind) => SmallDisk.Use(kibibytes: 64, folder =>
    {
        using Scratch scratch = new();
        string recording = scratch.Write("run.csv", "elapsed_s,pid,command,rss_bytes\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},1,x,4096\n")));
        string rows = Path.Combine(folder, $"out.{kind}");

        int code = CommandLine.Run(["plot", recording, "-q", "-o", rows], _ => { });

        Assert.Equal(ExitCode.Failed, code);
        string written = File.ReadAllText(rows);
        Assert.EndsWith("\n", written, StringComparison.Ordinal);
        Assert.InRange(written.Length, 1, 64 << 10);
        Assert.DoesNotContain("\"type\":\"end\"", written, StringComparison.Ordinal);
    });

    private static string[] Words(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "\"\"" ? "" : word)];

    private static void Nowhere(string text) => Assert.Fail($"nothing is to be printed, but this was: {text}");

    private static string Output(params string[] arguments)
    {
        StringBuilder output = new();
        Assert.Equal(ExitCode.Done, CommandLine.Run(arguments, text => output.Append(text)));

        // The program's name is that of the file that runs: here, of the tests.
        return output.ToString().Replace(RootCommand.ExecutableName, "memory_tracker", StringComparison.Ordinal);
    }
}
