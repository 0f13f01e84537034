using System.CommandLine;
using MemoryTracker.Charts;
using MemoryTracker.Comparing;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>The options of a comparison: how each is written, what it means and how it is read.</summary>
internal sealed class CompareOptions
{
    private const string AtStart = "start";
    private const string AtMarker = "marker:";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The recordings, two or more, or - for one on standard input; differences are from the first.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _groups = new("--group", "-g")
    {
        Description = "Repeats of one thing, in place of FILEs: their mean and spread, and whether a difference from the first group is more than noise. Once for each group.",
        HelpName = "NAME=FILE,…",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _outputs = new("--output", "-o")
    {
        Description = $"A file to write, several times if you like; its ending says what: {ComparisonFiles.Endings}. Without it there is only the table on standard output.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _align = new("--align")
    {
        Description = "Which moments lie above each other in pictures: start, or marker:LABEL for the first marker of that label in each recording. [default: start]",
        HelpName = "start|marker:LABEL",
    };

    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = "Of what to tell and what to draw, by name, as far as it was recorded; or help for the table of all names. [default: rss,peak_rss,cpu]",
        HelpName = "LIST",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No table." };

    private readonly AssertOptions _assert = new();

    private readonly PictureOptions _picture = new("what is compared");

    /// <summary>The command that has all of them.</summary>
    public Command Command
    {
        get
        {
            Command command = new("compare", "Compares recordings: what has changed from the first to the others, as a table and as curves over each other.")
            {
                _files, _groups, _outputs, _align, _metrics,
            };
            foreach (Option option in (IEnumerable<Option>)[.. _assert.All, _quiet, .. _picture.OfSeveral])
                command.Options.Add(option);
            return command;
        }
    }

    /// <inheritdoc cref="Verb.AsksForMetrics"/>
    public bool AsksForMetrics(ParseResult result) => result.GetValue(_metrics) == MetricList.Help;

    /// <summary>The settings that the arguments ask for.</summary>
    /// <exception cref="UserException">They make no sense together.</exception>
    public CompareSettings Read(ParseResult result)
    {
        string[] named = result.GetValue(_files) ?? [];
        RefuseOptions(named[..^result.WordsBehindDashes]);
        bool isQuiet = result.GetValue(_quiet);
        if (isQuiet && result.GetValue(_outputs) is null or [] && !_assert.IsGiven(result))
            throw UserException.Usage("compare -q tells nothing and writes nothing: name a file with --output, or leave out -q");
        (string? Name, IReadOnlyList<string> Files)[] groups = ReadGroups(named, result.GetValue(_groups) ?? []);
        string[] files = [.. groups.SelectMany(group => group.Files)];
        if (files.Contains(""))
            throw UserException.Usage("'' names no recording");
        if (files.Count(file => file == "-") > 1)
            throw UserException.Usage("- is standard input, which is read only once");
        ComparisonFiles outputs = ComparisonFiles.From(result.GetValue(_outputs) ?? [], files);
        if (outputs.HasPicture && groups.Length > ChartedRecording.MostColors)
            throw UserException.Usage(FormattableString.Invariant($"a picture tells at most {ChartedRecording.MostColors} recordings or groups apart, not {groups.Length}: put repeats together with --group"));
        AskedMetrics metrics = result.GetValue(_metrics) is { } list ? MetricList.Parse(list, "--metrics") : new AskedMetrics(MetricSet.Default.InOrder, []);
        int most = ComparisonPage.MostRecordings(metrics.All.Distinct().Count());
        if (outputs.HasPage && files.Length > most)
            throw UserException.Usage(FormattableString.Invariant($"a page has room for {most} recordings of so many metrics, not for {files.Length}: choose fewer --metrics, or no .html"));
        IReadOnlyList<Assertion> assertions = _assert.Read(result);
        outputs.Spare(AssertOptions.Baselines(assertions));
        outputs.RefuseTestResultsWithout(assertions);
        _picture.RefuseWithout(result, outputs.HasCharts, hasTitled: outputs.HasTitle, hasTimes: false);
        return new CompareSettings
        {
            Groups = groups,
            Alignment = ReadAlignment(result.GetValue(_align)),
            Metrics = metrics,
            Outputs = outputs,
            Chart = _picture.Read(result),
            Assertions = assertions,
            IsQuiet = isQuiet,
        };
    }

    /// <summary>A mistyped option would else be taken for a file.</summary>
    private static void RefuseOptions(string[] files)
    {
        if (Array.Find(files, file => file.Length > 1 && file.StartsWith('-')) is { } option)
            throw UserException.Usage(option is "--from" or "--to"
                ? $"compare has no option '{option}', it compares whole recordings: cut a part out first, with memory_tracker plot FILE {option} TIME -o part.csv"
                : $"compare has no option '{SafeText.Clean(option)}' (memory_tracker compare --help lists the options): if it is a file, write ./{SafeText.Clean(option)}");
    }

    private static (string? Name, IReadOnlyList<string> Files)[] ReadGroups(string[] files, string[] groups)
    {
        if (files.Length > 0 && groups.Length > 0)
            throw UserException.Usage($"'{SafeText.Clean(files[0])}' is in no group: name files either by themselves or in --group NAME=FILE,…");
        (string? Name, IReadOnlyList<string> Files)[] read = groups.Length == 0
            ? [.. files.Select(file => ((string?)null, (IReadOnlyList<string>)[file]))]
            : [.. groups.Select(ReadGroup).GroupBy(group => group.Name, StringComparer.Ordinal).Select(same => ((string?)same.Key, (IReadOnlyList<string>)[.. same.SelectMany(group => group.Files)]))];
        return read.Length switch
        {
            0 => throw UserException.Usage("compare needs two recordings at least: memory_tracker compare before.csv after.csv"),
            1 when groups.Length > 1 => throw UserException.Usage($"compare needs two groups at least, and all files are in one, '{read[0].Name}': groups of one name are one"),
            1 when groups.Length > 0 => throw UserException.Usage("compare needs two groups at least: --group before=a1.csv,a2.csv --group after=b1.csv,b2.csv"),
            1 => throw UserException.Usage($"compare needs two recordings at least, and there is only '{SafeText.Clean(files[0])}'"),
            _ => read,
        };
    }

    private static (string Name, string[] Files) ReadGroup(string text)
    {
        string[] parts = text.Split('=', 2);
        return parts is [{ Length: > 0 } name, { Length: > 0 } files]
            ? (SafeText.Clean(name), files.Split(','))
            : throw UserException.Usage($"--group: '{SafeText.Clean(text)}' is not a name and files, such as before=a1.csv,a2.csv");
    }

    private static Alignment ReadAlignment(string? text) => text switch
    {
        null or AtStart => Alignment.AtStart,
        _ when text.StartsWith(AtMarker, StringComparison.Ordinal) && text.Length > AtMarker.Length => new Alignment(SafeText.Clean(text[AtMarker.Length..])),
        _ => throw UserException.Usage($"--align: '{SafeText.Clean(text)}' is neither start nor marker:LABEL"),
    };
}
