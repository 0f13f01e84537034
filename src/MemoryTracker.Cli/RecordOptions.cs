using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>The options of a recording: how each is written, what it means and how it is read.</summary>
internal sealed class RecordOptions
{
    private readonly TargetOptions _target = new();

    private readonly Option<TimeSpan?> _interval = new("--interval", "-i")
    {
        Description = "From sample to sample, in milliseconds or with a unit: 500us, 20ms, 2s. 0 is as often as possible, else at least 50us. [default: 1000]",
        HelpName = "MS",
        CustomParser = ParseInterval,
    };

    private readonly Option<string[]> _output = new("--output", "-o")
    {
        Description = "A file to write, several times if you like; its ending says what: .png, .svg or .pdf (chart), .html (page to look into), .csv or .jsonl (data), .json (statistics), .md (summary to paste), .junit.xml (assertions), .trace.json (for ui.perfetto.dev). [default: memory_usage.png]",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<TimeSpan?> _duration = new("--duration", "-d")
    {
        Description = "How long to record, in seconds or with a unit: 90, 5m, 1h30m. 0 is until the process exits. [default: 0]",
        HelpName = "SECONDS",
        CustomParser = ParseDuration,
    };

    private readonly Option<string?> _csv = new("--csv-output", "-c")
    {
        Description = "Also write every sample into this CSV file as it is taken, and FILE.meta.json beside it.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _perProcess = new("--per-process")
    {
        Description = "Of several processes, write into files of rows (.csv, .jsonl) also one for each, below the total of its tick.",
    };

    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = "What to record, by name: rss,pss,cpu; memory (RSS and its parts); all; or help for the table of all names with meaning, source and cost. "
            + "[default: rss,peak_rss,cpu; of several processes also processes]",
        HelpName = "LIST",
    };

    private readonly Option<string?> _charted = new("--chart")
    {
        Description = "What to draw, by the same names; what is drawn is recorded, too. What counts up is drawn as its growth a second. "
            + "[default: what is recorded of rss, peak_rss and cpu, and of rss its parts if all are; if nothing is, all that is recorded]",
        HelpName = "LIST",
    };

    private readonly Option<double?> _smapsBudget = new("--smaps-budget")
    {
        Description = "The share of a core, and of the process's own time, that reading PSS and the like may take at most; samples between stay empty. [default: 1]",
        HelpName = "PERCENT",
        CustomParser = ParseBudget,
    };

    private readonly Option<bool> _exactPeaks = new("--exact-peaks")
    {
        Description = "Know the peak between every two samples, by setting back the process's high-water mark (VmHWM) at each. "
            + "Whoever else reads that mark sees it; owner or root only.",
    };

    private readonly MarkerOptions _markers = new(isLive: true);

    private readonly Option<bool> _live = new("--live")
    {
        Description = "Show curves and figures while it goes on, in a terminal; with a command below what it writes. [default: with running processes, in a terminal]",
    };

    private readonly Option<bool> _noLive = new("--no-live") { Description = "Show plain lines of figures instead." };

    private readonly Option<bool> _ascii = new("--ascii") { Description = "Draw the live view with ASCII only, as is done where the locale is not one of UTF-8." };

    private readonly AssertOptions _assert = new();

    private readonly Option<bool> _leak = LeakOption.New();

    private readonly LimitOptions _limits = new();

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No live lines and no summary." };

    private readonly PictureOptions _picture = new("command and PID");

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [.. _target.All, _interval, _output, _duration, _csv, _perProcess, _metrics, _smapsBudget, _exactPeaks, .. _markers.All, .. _limits.All, .. _assert.All, _live, _noLive, _ascii, _quiet, _charted, _leak, .. _picture.All];

    /// <inheritdoc cref="Verb.AsksForMetrics"/>
    public bool AsksForMetrics(ParseResult result) =>
        new[] { _metrics, _charted }.Any(option => result.GetResult(option) is { Tokens: [{ Value: MetricList.Help }] });

    /// <summary>The settings that the arguments ask for.</summary>
    /// <param name="result">The arguments.</param>
    /// <param name="command">The command to launch; null when there is none.</param>
    public RecordSettings Read(ParseResult result, IReadOnlyList<string>? command = null)
    {
        TargetSettings target = _target.Read(result, command);
        ChartOptions chart = _picture.Read(result);
        MarkerSettings markers = _markers.Read(result);
        IReadOnlyList<Assertion> assertions = _assert.Read(result);
        LimitSettings limits = _limits.Read(result);
        MetricSet usual = target.IsSet ? MetricSet.DefaultOfSet : MetricSet.Default;
        ChosenMetrics metrics = ChosenMetrics.From(result.GetValue(_metrics), result.GetValue(_charted), usual, [.. limits.Limits.Select(limit => limit.Metric)], AssertOptions.Needed(assertions));
        bool showsGrowth = result.GetValue(_leak);
        OutputPlan outputs = OutputPlan.From(result.GetValue(_output) ?? [], result.GetValue(_csv)).InParts(ChartPictures.Parts(metrics.Charted, chart.Layout));
        outputs.Spare([.. markers.Files, .. AssertOptions.Baselines(assertions)]);
        outputs.RefuseTestResultsWithout(assertions);
        LeakOption.Check(showsGrowth, metrics.Recorded, metrics.Charted, outputs);
        _picture.RefuseWithout(result, outputs.HasCharts, hasTitled: outputs.HasPages, hasTimes: outputs.HasPages, _charted);
        bool hasProcessRows = result.GetValue(_perProcess);
        if (hasProcessRows && !target.IsSet)
            throw UserException.Usage("--per-process needs several processes: --include-children, --all, --follow or more than one --pid");
        if (hasProcessRows && !outputs.HasRows)
            throw UserException.Usage("--per-process needs a file of rows, for which it is meant: -c FILE, or -o FILE.jsonl");
        bool hasExactPeaks = result.GetValue(_exactPeaks);
        if (hasExactPeaks && !metrics.Recorded.Contains(Metric.PeakRss))
            throw UserException.Usage("--exact-peaks needs peak_rss, or the mark would be set back for nothing: add it to --metrics");
        if (result.GetValue(_smapsBudget) is not null && !metrics.Recorded.Sources.Contains(RawSource.SmapsRollup))
            throw UserException.Usage("--smaps-budget is for what is read from smaps_rollup, such as pss, and nothing of it is recorded: add it to --metrics");
        return new RecordSettings
        {
            Target = target,
            HasProcessRows = hasProcessRows,
            Recording = new RecordingOptions
            {
                Interval = result.GetValue(_interval) ?? TimeSpan.FromSeconds(1),
                Duration = result.GetValue(_duration) ?? TimeSpan.Zero,
                Metrics = metrics.Recorded,
                SmapsBudget = (result.GetValue(_smapsBudget) ?? 1) / 100,
            },
            HasExactPeaks = hasExactPeaks,
            Markers = markers,
            Limits = limits,
            Outputs = outputs,
            Charted = metrics.Charted,
            Chart = chart,
            Assertions = assertions,
            HasLiveView = ReadLive(result),
            IsAscii = result.GetValue(_ascii),
            ShowsGrowth = showsGrowth,
            IsQuiet = result.GetValue(_quiet),
        };
    }

    private bool? ReadLive(ParseResult result)
    {
        bool isWanted = result.GetValue(_live);
        bool isDeclined = result.GetValue(_noLive);
        if (isWanted && (isDeclined || result.GetValue(_quiet)))
            throw UserException.Usage($"--live and {(isDeclined ? "--no-live" : "--quiet")} exclude each other");
        if (result.GetValue(_ascii) && (isDeclined || result.GetValue(_quiet)))
            throw UserException.Usage($"--ascii says how the live view is drawn, and {(isDeclined ? "--no-live" : "--quiet")} that there is none");
        return isWanted ? true : isDeclined ? false : null;
    }

    private static TimeSpan? ParseInterval(ArgumentResult argument) =>
        TimeValue.Parse(argument.Text, TimeSpan.FromMilliseconds(1)) is { } interval
        && (interval >= RecordingOptions.FinestInterval || IsNothing(argument.Text))
            ? interval
            : argument.Refuse<TimeSpan?>("an interval: milliseconds or a number with a unit (500us, 20ms, 2s), at least 50us, or 0 for as often as possible");

    private static TimeSpan? ParseDuration(ArgumentResult argument) =>
        TimeValue.Parse(argument.Text, TimeSpan.FromSeconds(1)) is { } duration && (duration > TimeSpan.Zero || IsNothing(argument.Text))
            ? duration
            : argument.Refuse<TimeSpan?>("a duration: seconds or a number with a unit (90, 5m, 1h30m), or 0 for until the process exits");

    /// <summary>Zero has a meaning of its own, which something that was only rounded to it must not get.</summary>
    private static bool IsNothing(string text) => text.AsSpan().IndexOfAnyInRange('1', '9') < 0;

    private static double? ParseBudget(ArgumentResult argument) =>
        double.TryParse(argument.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 100
            ? percent
            : argument.Refuse<double?>("a share in percent, above 0 and at most 100");
}
