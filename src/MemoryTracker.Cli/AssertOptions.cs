using System.CommandLine;
using MemoryTracker.Comparing;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Cli;

/// <summary>The option for what is to hold of a recording, for every command that tells of one.</summary>
internal sealed class AssertOptions
{
    private readonly Option<string[]> _assert = new("--assert")
    {
        Description = "What is to hold, several times if you like, else the exit code is 3: 'peak_rss < 500MiB', 'p99 cpu <= 150%', 'growth rss < 1MiB/min', "
            + "'phase \"load\" duration < 5s', 'mean rss < 110% of before.csv'. All forms: docs/assertions.md.",
        HelpName = "EXPR",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [_assert];

    /// <summary>What the arguments ask for. The recordings that some compare with are read here, before anything starts.</summary>
    /// <exception cref="UserException">One cannot be understood, or the recording with which it compares does not tell the figure.</exception>
    public IReadOnlyList<Assertion> Read(ParseResult result)
    {
        Assertion[] assertions = [.. (result.GetValue(_assert) ?? []).Select(text => ConditionOption.Read(_assert.Name, text, Assertion.Parse))];
        // Each is read once, for all that compare with it.
        Dictionary<string, Evidence> baselines = Baselines(assertions).Distinct().ToDictionary(file => file, file => ReadBaseline(file, assertions));
        return [.. assertions.Select(assertion => assertion.Bound.Baseline is { } file ? Bound(assertion, file, baselines[file]) : assertion)];
    }

    /// <summary>Whether anything is asserted.</summary>
    public bool IsGiven(ParseResult result) => result.GetValue(_assert) is { Length: > 0 };

    /// <summary>The metrics without which they could not be judged.</summary>
    public static IReadOnlyList<Metric> Needed(IEnumerable<Assertion> assertions) => [.. assertions.SelectMany(assertion => assertion.Figure.Needs)];

    /// <summary>The metrics whose growth must be followed for them.</summary>
    public static IEnumerable<Metric> Trended(IEnumerable<Assertion> assertions) => assertions.Select(assertion => assertion.Figure.Trend).OfType<Metric>().Distinct();

    /// <summary>What is to be kept of a recording's metrics to tell of growth: of RSS, which is always told, and of those of which something is asserted.</summary>
    public static GrowthSeries[] Trends(IEnumerable<Assertion> assertions, MetricSet metrics) =>
        [.. Trended(assertions).Append(Metric.Rss).Distinct().Where(metrics.Contains).Select(metric => new GrowthSeries(metric))];

    /// <summary>The recordings that they compare with.</summary>
    public static IEnumerable<string> Baselines(IEnumerable<Assertion> assertions) => assertions.Select(assertion => assertion.Bound.Baseline).OfType<string>();

    private static Evidence ReadBaseline(string file, Assertion[] assertions)
    {
        if (file == RecordedText.StandardInput)
            throw UserException.Usage("--assert: a recording to compare with is a file, not standard input: write ./- if its name is -");
        try
        {
            ComparedRecording recording = ComparedRecording.Read(file, file, new MetricSet(Needed(assertions)), [], Trended(assertions));
            foreach (string notice in recording.Notices)
                Reports.Notice($"{SafeText.Clean(file)}: {notice}");
            return recording.Evidence;
        }
        catch (RecordedFileException error)
        {
            throw UserException.Failure($"--assert: {error.Message}");
        }
    }

    private static Assertion Bound(Assertion assertion, string file, Evidence baseline)
    {
        Assertion bound = assertion.Against(baseline, out string? missing);
        return missing is null ? bound : throw UserException.Usage($"--assert: '{SafeText.Clean(file)}' gives no bound for '{SafeText.Clean(assertion.Text)}': {missing}");
    }
}
