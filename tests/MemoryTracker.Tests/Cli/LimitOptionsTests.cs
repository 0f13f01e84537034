using System.CommandLine;
using MemoryTracker.Cli;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;

namespace MemoryTracker.Tests.Cli;

public class LimitOptionsTests
{
    [Fact]
    public void Without_any_there_is_none() => Assert.Empty(Read().Limits);

    [Fact]
    public void Several_are_told_apart_and_warn_unless_told_otherwise()
    {
        LimitSettings settings = Read("--limit", "rss > 2GiB", "--limit", "cpu > 90% for 5s", "--limit", "rss  > 2GiB");

        Assert.Equal(["rss > 2GiB", "cpu > 90% for 5s"], settings.Limits.Select(limit => limit.Text));
        Assert.Equal(new LimitActions { Warns = true }, settings.Actions);
    }

    [Fact]
    public void Actions_add_up()
    {
        LimitActions actions = Read("--limit", "rss > 1", "--on-limit", "kill", "--on-limit", "warn", "--on-limit", "mark", "--on-limit", "stop-recording", "--on-limit", "exec:a b", "--on-limit", "exec:c").Actions;

        Assert.Equal((true, 9, true), (actions.Warns, actions.Signal, actions.StopsRecording));
        Assert.Equal(["a b", "c"], actions.Commands);
        Assert.Equal(new LimitActions(), Read("--limit", "rss > 1", "--on-limit", "mark").Actions);
    }

    [Theory]
    [InlineData("--on-limit needs a limit", "--on-limit", "term")]
    [InlineData("--on-limit: 'quit' is not one of warn, mark", "--limit", "rss > 1", "--on-limit", "quit")]
    [InlineData("--on-limit: 'exec' is not one of", "--limit", "rss > 1", "--on-limit", "exec")]
    [InlineData("exec: is followed by the command", "--limit", "rss > 1", "--on-limit", "exec: ")]
    [InlineData("only one of them can be meant", "--limit", "rss > 1", "--on-limit", "kill", "--on-limit", "term")]
    [InlineData("--limit: there is no metric 'mem' (--metrics help lists all)\n  mem > 1\n  ^", "--limit", "mem > 1")]
    public void What_cannot_be_understood_is_told(string problem, params string[] arguments)
    {
        UserException error = Assert.Throws<UserException>(() => Read(arguments));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "rss peak_rss cpu threads", "rss peak_rss cpu threads")]
    [InlineData("cpu", null, "cpu threads", "cpu threads")]
    [InlineData("cpu", "cpu", "cpu threads", "cpu")]
    public void What_has_a_limit_is_recorded_and_drawn_unless_the_chart_is_chosen(string? recorded, string? charted, string expected, string drawn)
    {
        ChosenMetrics chosen = ChosenMetrics.From(recorded, charted, MetricSet.Default, [Metric.Threads], []);

        Assert.Equal(expected.Split(' '), chosen.Recorded.InOrder.Select(metric => metric.Name));
        Assert.Equal(drawn.Split(' '), chosen.Charted.Select(metric => metric.Name));
    }

    private static LimitSettings Read(params string[] arguments)
    {
        LimitOptions options = new();
        RootCommand root = new();
        foreach (Option option in options.All)
            root.Options.Add(option);
        return options.Read(root.Parse(arguments));
    }
}
