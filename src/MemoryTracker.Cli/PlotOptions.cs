using System.CommandLine;
using System.CommandLine.Parsing;
using MemoryTracker.Metrics;

namespace MemoryTracker.Cli;

/// <summary>The options of a recording that is read again: how each is written, what it means and how it is read.</summary>
internal sealed class PlotOptions
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The recording: a CSV or JSONL file of ours, also one that is still being written, with gzip or without; a log of psrecord, mprof, duct or pidstat -H -h; - for standard input.",
    };

    private readonly Option<string[]> _output = new("--output", "-o")
    {
        Description = "A file to write, several times if you like; its ending says what, as when recording. [default: memory_usage.png]",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _csv = new("--csv-output", "-c")
    {
        Description = "Also write the samples into this CSV file, and FILE.meta.json beside it.",
        HelpName = "FILE",
    };

    private readonly Option<TimeSpan?> _from = Moment("--from", "Leave out what was before: seconds since the start, or with a unit: 90, 5m, 1h30m. [default: 0]");

    private readonly Option<TimeSpan?> _to = Moment("--to", "Leave out what came after. [default: the end]");

    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = "What to tell of, by name, of what was recorded; or help for the table of all names. [default: all that was recorded]",
        HelpName = "LIST",
    };

    private readonly Option<string?> _charted = new("--chart")
    {
        Description = "What to draw, by name, of what was recorded. [default: as when recording]",
        HelpName = "LIST",
    };

    private readonly MarkerOptions _markers = new(isLive: false);

    private readonly AssertOptions _assert = new();

    private readonly Option<bool> _leak = LeakOption.New();

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No summary." };

    private readonly PictureOptions _picture = new("command and PID");

    /// <summary>The recording, and all options in the order in which the help lists them.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        foreach (Option option in (IEnumerable<Option>)[_output, _csv, _from, _to, _metrics, _charted, _leak, .. _markers.All, .. _assert.All, _quiet, .. _picture.All])
            command.Options.Add(option);
    }

    /// <inheritdoc cref="Verb.AsksForMetrics"/>
    public bool AsksForMetrics(ParseResult result) => result.GetValue(_metrics) == MetricList.Help || result.GetValue(_charted) == MetricList.Help;

    /// <summary>The settings that the arguments ask for.</summary>
    /// <exception cref="UserException">They cannot be understood.</exception>
    public PlotSettings Read(ParseResult result)
    {
        TimeSpan from = result.GetValue(_from) ?? TimeSpan.Zero;
        TimeSpan to = result.GetValue(_to) ?? TimeSpan.MaxValue;
        if (to <= from)
            throw UserException.Usage("--to must be later than --from");
        OutputPlan outputs = OutputPlan.From(result.GetValue(_output) ?? [], result.GetValue(_csv));
        _picture.RefuseWithout(result, outputs.HasCharts, hasTitled: outputs.HasPages, hasTimes: outputs.HasPages, _charted);
        return new PlotSettings
        {
            File = result.GetValue(_file)!,
            From = from,
            To = to,
            Metrics = Parse(result.GetValue(_metrics), "--metrics"),
            Charted = Parse(result.GetValue(_charted), "--chart"),
            Markers = _markers.Read(result),
            Outputs = outputs,
            Chart = _picture.Read(result),
            Assertions = _assert.Read(result),
            ShowsGrowth = result.GetValue(_leak),
            IsQuiet = result.GetValue(_quiet),
        };
    }

    private static AskedMetrics? Parse(string? list, string option) => list is null ? null : MetricList.Parse(list, option);

    private static Option<TimeSpan?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = argument => TimeValue.Parse(argument.Text, TimeSpan.FromSeconds(1))
            ?? argument.Refuse<TimeSpan?>("a time since the recording's start: seconds or a number with a unit (90, 5m, 1h30m)"),
    };
}
