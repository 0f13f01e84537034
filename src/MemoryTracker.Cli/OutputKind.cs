using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;

namespace MemoryTracker.Cli;

/// <summary>What can be written, told by a file's ending: THE table of output formats. Each has one way in which it is made.</summary>
internal sealed record OutputKind(string Ending)
{
    /// <summary>The samples, as a table.</summary>
    public static OutputKind Csv { get; } = new(".csv") { Rows = path => new CsvFile(path) };

    /// <summary>What is known of the recording besides its samples.</summary>
    public static OutputKind Document { get; } = new(".json");

    /// <summary>How assertions were judged, as the results of tests.</summary>
    public static OutputKind TestResults { get; } = new(".junit.xml") { Write = of => JUnitReport.Write(new JUnitReport(of.Document.Title, of.Document, of.Summary.Duration, of.Document.Results())) };

    /// <summary>What a person who names nothing gets.</summary>
    public static OutputKind Picture { get; } = new(".png") { Draw = PngChart.Draw };

    /// <summary>The charts to look into, and all else, in one file.</summary>
    public static OutputKind Html { get; } = new(".html") { Replay = Page };

    /// <summary>All of them, in the order in which messages list them.</summary>
    public static IReadOnlyList<OutputKind> All { get; } =
    [
        Picture,
        new(".svg") { Draw = SvgChart.Draw },
        new(".pdf") { Draw = PdfChart.Draw },
        Html,
        Csv,
        new(".jsonl") { Rows = path => new JsonLinesFile(path) },
        Document,
        new(".md") { Write = of => new MarkdownSummary(of.Summary, of.Document, of.Phases).Write() },
        TestResults,
        new(".trace.json") { Replay = Trace },
    ];

    /// <summary>Draws it: a chart.</summary>
    public Func<ChartContent, ChartOptions, IReadOnlyList<ChartPicture>>? Draw { get; private init; }

    /// <summary>Opens it for rows that are written as they come.</summary>
    public Func<string, RowFile>? Rows { get; private init; }

    /// <summary>Makes its content at the end, from what is known then.</summary>
    public Func<FinishedRecording, byte[]>? Write { get; private init; }

    /// <summary>Begins it at the end, when the samples are gone through once more: their interval (zero when there is none), their figures and how charts are to look are known.</summary>
    public Func<Stream, TimeSpan, MetricSet, ChartOptions, ReplayedForm>? Replay { get; private init; }

    /// <summary>The kind of a file: that of the longest ending that it has; null when it has none of them.</summary>
    public static OutputKind? Of(string file) =>
        All.Where(kind => file.EndsWith(kind.Ending, StringComparison.OrdinalIgnoreCase)).MaxBy(kind => kind.Ending.Length);

    /// <summary>A file is of no kind that can be written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="endings">Those that can be.</param>
    public static UserException Unknown(string file, IEnumerable<string> endings) =>
        UserException.Usage($"--output: the ending of '{SafeText.Clean(file)}' says what is written and must be one of {string.Join(", ", endings)}");

    private static ReplayedForm Page(Stream stream, TimeSpan interval, MetricSet metrics, ChartOptions chart)
    {
#pragma warning disable CA2000 // The form closes it.
        HtmlReport report = new(interval, metrics) { Title = chart.Title, TimeAxis = chart.TimeAxis };
#pragma warning restore CA2000
        return new(report, of => report.Write(stream, of.Document, of.Summary, of.Phases, of.Markers, of.Guides));
    }

    private static ReplayedForm Trace(Stream stream, TimeSpan interval, MetricSet metrics, ChartOptions chart)
    {
#pragma warning disable CA2000 // The form closes it.
        TraceJson trace = new(stream, metrics);
#pragma warning restore CA2000
        return new(trace, of => trace.Finish(of.Document, of.Markers));
    }
}
