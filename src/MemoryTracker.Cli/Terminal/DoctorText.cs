using System.Globalization;
using MemoryTracker.Doctor;
using MemoryTracker.Metrics;
using Spectre.Console;

namespace MemoryTracker.Cli.Terminal;

/// <summary>What the doctor has found, as people read it: what can be read and what that costs, then what was looked at, topic by topic.</summary>
/// <param name="document">All that was found.</param>
/// <param name="columns">How wide the terminal is; findings are wrapped within.</param>
internal sealed class DoctorText(DoctorDocument document, int columns)
{
    private const int LeastColumns = 50;
    private const int MostColumns = 120;
    private const int ColumnsOfNoTerminal = 100;
    private const int CostWidth = 8;
    private const int Gap = 2;
    private const string Arrow = "→ ";

    private readonly int _width = columns == int.MaxValue ? ColumnsOfNoTerminal : Math.Clamp(columns - 1, LeastColumns, MostColumns);
    private readonly int _nameWidth = document.Checks.Select(check => check.Name).Concat(document.Sources.Select(source => source.Name)).Max(name => name.Length);

    /// <summary>The text, with a line feed at its end.</summary>
    public string Render(bool hasColor)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = TextOutput.ConsoleOf(text, _width, hasColor);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Title()}[/]: {Verdict()}");
        console.WriteLine();
        if (document.Sources.Count > 0)
            Write(console, "metrics", Metrics());
        foreach (IGrouping<string, Check> topic in AllChecks().GroupBy(check => check.Topic))
            Write(console, topic.Key, Checks(topic));
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()))[..^1];
    }

    private static void Write(IAnsiConsole console, string title, Table table)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        console.Write(table);
        console.WriteLine();
    }

    private string Title() => document.Target switch
    {
        { IsOwn: true, Pid: var pid } => $"memory_tracker itself (PID {pid}), as no --pid was given",
        { Command: { } command, Pid: var pid } => $"{command} (PID {pid})",
        { Pid: var pid } => $"process {pid}",
    };

    private string Verdict()
    {
        int readable = document.Metrics.Count(metric => metric.Readable);
        return document.Refusal is { } refusal ? $"cannot be recorded\n{refusal}"
            : readable == document.Metrics.Count ? $"all {readable} metrics can be recorded"
            : $"{readable} of {document.Metrics.Count} metrics can be recorded";
    }

    /// <summary>A row for each source, and one more for what cannot be had of it, for each reason.</summary>
    private Table Metrics()
    {
        Table table = NewTable().AddColumn(new TableColumn("").RightAligned().Width(CostWidth).Padding(0, 0, Gap, 0)).AddColumn(TextColumn(CostWidth + Gap));
        foreach (DoctorDocument.SourceFacts source in document.Sources)
        {
            foreach (var metrics in document.Metrics.Where(metric => metric.Source == source.Name).GroupBy(metric => (metric.Why, metric.Help)))
            {
                bool isReadable = metrics.Key.Why is null;
                string names = string.Join(", ", metrics.Select(metric => metric.Name));
                string cost = isReadable && source.ReadS is { } seconds ? Cost(seconds) : "–";
                string finding = isReadable ? names + (source.Note is null ? "" : $" ({source.Note})") : $"{names}: {metrics.Key.Why}";
                table.AddRow(Mark(isReadable), new Text(source.Name), new Text(cost), Finding(finding, metrics.Key.Help));
            }
        }

        return table;
    }

    private Table Checks(IEnumerable<Check> checks)
    {
        Table table = NewTable().AddColumn(TextColumn(0));
        foreach (Check check in checks)
            table.AddRow(Mark(check.Fine), new Text(check.Name), Finding(check.Finding, check.Help));
        return table;
    }

    /// <summary>Also those of which the document has the numbers and no words.</summary>
    private IEnumerable<Check> AllChecks() => document.Timing is not { } timing ? document.Checks :
    [
        .. document.Checks.TakeWhile(check => check.Topic != Topics.Program),
        new(Topics.Time, "waking up", true, $"{Seconds(timing.LatenessMedianS)} late in the median, 99 of 100 times at most {Seconds(timing.LatenessP99S)}"),
        new(Topics.Time, "a sample", true, $"{Seconds(timing.SampleCpuS)} of CPU (rss, peak_rss and cpu, waking up included)"),
        new(Topics.Time, "finest interval", true, Seconds(timing.FinestIntervalS)
            + " makes sense here: 99 of 100 samples nearer to their own time than to the next, at most a tenth of a core"),
        .. document.Checks.SkipWhile(check => check.Topic != Topics.Program),
    ];

    private Table NewTable() => new Table().Border(TableBorder.None).HideHeaders()
        .AddColumn(new TableColumn("").Width(Gap).Padding(0, 0, Gap, 0))
        .AddColumn(new TableColumn("").Width(_nameWidth).NoWrap().Padding(0, 0, Gap, 0));

    private TableColumn TextColumn(int taken) => new TableColumn("").Width(_width - _nameWidth - taken - (3 * Gap)).Padding(0, 0, 0, 0);

    private static Text Mark(bool? fine) => fine switch
    {
        true => new Text("ok", new Style(Color.Green)),
        false => new Text("!", new Style(Color.Yellow, decoration: Decoration.Bold)),
        null => new Text("?", new Style(decoration: Decoration.Dim)),
    };

    private static Text Finding(string finding, string? help) => new(help is null ? finding : $"{finding}\n{Arrow}{help}");

    /// <summary>Most are a few microseconds or less, where whole ones would say 0.</summary>
    private static string Cost(double seconds) =>
        seconds < 9.995e-6 ? (seconds * 1e6).ToString("0.00", CultureInfo.InvariantCulture) + " µs" : Seconds(seconds);

    private static string Seconds(double seconds) => Readable.Duration(TimeSpan.FromSeconds(seconds));
}
