using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

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
        Description = "A file to write, several times if you like; its ending says what: .png (chart), .csv (data), .json (statistics). [default: memory_usage.png]",
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
        Description = "Of several processes, write into the CSV file also a row for each, below the total of its tick.",
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

    private readonly Option<string[]> _markers = new("--markers")
    {
        Description = "A file to which the program writes what it does, a line each: TIME LABEL, TIME END LABEL, CSV, JSON lines and more. "
            + "It may appear later. Several times if you like.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _markersClock = ChoiceOr(
        "told by their size",
        "CLOCK",
        "--markers-clock",
        "The clock of the numbers in marker files, where their size cannot tell it: realtime, monotonic, boottime or relative (seconds since the start).",
        "realtime",
        "monotonic",
        "boottime",
        "relative");

    private readonly Option<bool> _phases = new("--phases")
    {
        Description = "Tell of the time from each marker to the next as of a phase, too, not only of spans.",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No live lines and no summary." };

    private readonly Option<string?> _title = new("--title") { Description = "The chart's title, in place of command and PID.", HelpName = "TEXT" };

    private readonly Option<(int Width, int Height)?> _size = new("--size")
    {
        Description = "The chart's size in pixels. [default: 1600x900]",
        HelpName = "WxH",
        CustomParser = ParseSize,
    };

    private readonly Option<double?> _scale = new("--scale")
    {
        Description = "Pixels of the picture for each pixel of its size: 2 for dense screens and print. [default: 1]",
        HelpName = "FACTOR",
        CustomParser = ParseScale,
    };

    private readonly Option<string?> _theme = Choice("--theme", "The chart's colours.", "light", "dark");

    private readonly Option<string?> _time = Choice("--time", "Time since the start, or time of day.", "elapsed", "clock");

    private readonly Option<string?> _layout = Choice(
        "--layout",
        "What has one unit shares an axis. Of several units, the first two are in one plot and the others below it; or each is in a plot of its own; "
            + "or in a file of its own (NAME.memory.png, NAME.cpu.png).",
        "dual",
        "panels",
        "separate");

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [.. _target.All, _interval, _output, _duration, _csv, _perProcess, _metrics, _smapsBudget, _exactPeaks, _markers, _markersClock, _phases, _quiet, _charted, _title, _size, _scale, _theme, _time, _layout];

    /// <summary>Whether the table of metrics is asked for. Whoever does need not get the rest right.</summary>
    public bool AsksForMetrics(ParseResult result) =>
        new[] { _metrics, _charted }.Any(option => result.GetResult(option) is { Tokens: [{ Value: MetricList.Help }] });

    /// <summary>The settings that the arguments ask for.</summary>
    /// <param name="result">The arguments.</param>
    /// <param name="command">The command to launch; null when there is none.</param>
    public RecordSettings Read(ParseResult result, IReadOnlyList<string>? command = null)
    {
        TargetSettings target = _target.Read(result, command);
        ChartOptions chart = ReadChart(result);
        MarkerSettings markers = ReadMarkers(result);
        ChosenMetrics metrics = ChosenMetrics.From(result.GetValue(_metrics), result.GetValue(_charted), target.IsSet ? MetricSet.DefaultOfSet : MetricSet.Default);
        OutputPlan outputs = OutputPlan.From(result.GetValue(_output) ?? [], result.GetValue(_csv), ChartPictures.Parts(metrics.Charted, chart.Layout));
        outputs.Spare(markers.Files);
        bool hasProcessRows = result.GetValue(_perProcess);
        if (hasProcessRows && !target.IsSet)
            throw UserException.Usage("--per-process needs several processes: --include-children, --all, --follow or more than one --pid");
        if (hasProcessRows && outputs.CsvFiles.Count == 0)
            throw UserException.Usage("--per-process needs a CSV file, for which it is meant: -c FILE");
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
            HasExactPeaks = result.GetValue(_exactPeaks),
            Markers = markers,
            Outputs = outputs,
            Charted = metrics.Charted,
            Chart = chart,
            IsQuiet = result.GetValue(_quiet),
        };
    }

    private MarkerSettings ReadMarkers(ParseResult result)
    {
        string[] files = result.GetValue(_markers) ?? [];
        if (files.Contains(""))
            throw UserException.Usage("--markers: '' names no file");
        return new MarkerSettings
        {
            Files = [.. files.DistinctBy(AtomicFile.Target)],
            Clock = result.GetValue(_markersClock) is { } clock ? Enum.Parse<MarkerClock>(clock, ignoreCase: true) : null,
            HasStretches = result.GetValue(_phases),
        };
    }

    private ChartOptions ReadChart(ParseResult result)
    {
        (int width, int height) = result.GetValue(_size) ?? (1600, 900);
        ChartOptions chart = new()
        {
            Width = width,
            Height = height,
            Scale = result.GetValue(_scale) ?? 1,
            Theme = ReadChoice<ChartTheme>(result, _theme),
            TimeAxis = ReadChoice<TimeAxis>(result, _time),
            Layout = ReadChoice<ChartLayout>(result, _layout),
            Title = result.GetValue(_title),
        };
        try
        {
            ChartPictures.Check(chart);
            return chart;
        }
        catch (ChartException error)
        {
            throw UserException.Usage($"--size, --scale: {error.Message}");
        }
    }

    /// <summary>The first value of the enumeration is the default.</summary>
    private static T ReadChoice<T>(ParseResult result, Option<string?> option)
        where T : struct, Enum => result.GetValue(option) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : default;

    private static Option<string?> Choice(string name, string description, params string[] values) =>
        ChoiceOr(values[0], string.Join('|', values), name, description, values);

    private static Option<string?> ChoiceOr(string byDefault, string helpName, string name, string description, params string[] values)
    {
        Option<string?> option = new(name)
        {
            Description = $"{description} [default: {byDefault}]",
            HelpName = helpName,
        };
        option.CustomParser = argument => Array.Find(values, value => value == argument.Text)
            ?? argument.Refuse<string>($"one of {string.Join(", ", values)}");
        return option;
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

    private static (int Width, int Height)? ParseSize(ArgumentResult argument)
    {
        string[] sides = argument.Text.Split('x');
        return sides.Length == 2 && ArgumentText.TryParseWhole(sides[0], out int width) && ArgumentText.TryParseWhole(sides[1], out int height)
            ? (width, height)
            : argument.Refuse<(int, int)?>("a size in pixels, such as 1600x900");
    }

    private static double? ParseScale(ArgumentResult argument) =>
        double.TryParse(argument.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double scale)
            ? scale
            : argument.Refuse<double?>("a factor, such as 2");

    private static double? ParseBudget(ArgumentResult argument) =>
        double.TryParse(argument.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 100
            ? percent
            : argument.Refuse<double?>("a share in percent, above 0 and at most 100");
}
