using System.CommandLine;
using MemoryTracker.Cli;
using MemoryTracker.Limits;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Cli;

public sealed class AssertOptionsTests : IDisposable
{
    private const string Baseline = "time,elapsed_s,pid,command,rss_bytes,cpu_percent\n2026-03-01T12:00:00.000000Z,0.000000,7,x,1000000,\n2026-03-01T12:00:01.000000Z,1.000000,7,x,3000000,50.000\n";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Several_are_read_in_their_order() =>
        Assert.Equal(["rss < 5", "cpu < 5%"], Read("--assert", "rss < 5", "--assert=cpu < 5%").Select(assertion => assertion.Text));

    [Fact]
    public void A_typo_is_told_with_a_caret_below_it()
    {
        UserException error = Assert.Throws<UserException>(() => Read("--assert", "rss < 5", "--assert", "p99 rrs < 5"));

        Assert.Equal((ExitCode.Usage, "--assert: there is no metric 'rrs' (--metrics help lists all)\n  p99 rrs < 5\n      ^"), (error.ExitCode, error.Message));
    }

    [Theory]
    [InlineData("rss < 110% of {0}", 3_300_000)]
    [InlineData("mean rss < 50% of '{0}'", 1_000_000)]
    [InlineData("peak_rss <= 100% of {0}", 3_000_000)]
    [InlineData("duration < 200% of {0}", 2)]
    public void The_recording_that_one_compares_with_is_read_at_once(string text, double bound) =>
        Assert.Equal(bound, Assert.Single(Read("--assert", string.Format(null, text, _scratch.Write("a b.csv", Baseline)))).Bound.Figure, 6);

    [Theory]
    [InlineData("pss < 110% of {0}", "'{0}' gives no bound for 'pss < 110% of {0}': pss was not recorded")]
    [InlineData("phase 'x' peak_rss < 110% of {0}", "'{0}' gives no bound for 'phase 'x' peak_rss < 110% of {0}': no phase 'x' was seen: there was none at all")]
    [InlineData("rss < 110% of -", "a recording to compare with is a file, not standard input: write ./- if its name is -")]
    public void One_that_gives_no_bound_is_refused(string text, string says)
    {
        string file = _scratch.Write("a.csv", Baseline);

        UserException error = Assert.Throws<UserException>(() => Read("--assert", string.Format(null, text, file)));

        Assert.Equal((ExitCode.Usage, "--assert: " + string.Format(null, says, file)), (error.ExitCode, error.Message));
    }

    [Fact]
    public void One_that_cannot_be_read_is_no_mistake_of_the_command_line()
    {
        UserException error = Assert.Throws<UserException>(() => Read("--assert", $"rss < 110% of {_scratch.File("none.csv")}"));

        Assert.Equal((ExitCode.Failed, $"--assert: there is no file '{_scratch.File("none.csv")}'"), (error.ExitCode, error.Message));
    }

    [Theory]
    [InlineData("-p 1 -c {0} --assert")]
    [InlineData("plot x.csv -c {0} --assert")]
    [InlineData("compare x.csv y.csv -o {1} --assert")]
    public void It_is_not_written_over(string arguments)
    {
        string csv = _scratch.Write("a.csv", Baseline);
        string file = arguments.Contains("{1}", StringComparison.Ordinal) ? _scratch.Write("a.json", Baseline) : csv;
        _scratch.Write("x.csv", Baseline);
        string[] words = [.. string.Format(null, arguments, csv, file).Replace("x.csv", _scratch.File("x.csv"), StringComparison.Ordinal).Split(' '), $"rss < 110% of {file}"];

        UserException error = Assert.Throws<UserException>(() => CommandLine.Run(words, _ => { }));

        Assert.Equal((ExitCode.Usage, $"'{file}' is read and would be overwritten: give the output another name"), (error.ExitCode, error.Message));
    }

    private static IReadOnlyList<Assertion> Read(params string[] arguments)
    {
        AssertOptions options = new();
        RootCommand root = [.. options.All];
        return options.Read(root.Parse(arguments));
    }
}
