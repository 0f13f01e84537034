using System.CommandLine;
using MemoryTracker.Charts;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Reports;

namespace MemoryTracker.Cli;

/// <summary>Reads a recording again: draws it, tells its summary, and writes it in other forms.</summary>
internal sealed class PlotCommand(PlotSettings settings)
{
    private const string Name = "plot";

    private const string Examples = """
        Examples:
          memory_tracker plot run.csv                              the chart in memory_usage.png, and the summary
          memory_tracker plot run.csv -o run.svg -o run.html       for papers, and to zoom
          memory_tracker plot run.csv --from 5m --to 10m --log-y
          memory_tracker plot run.csv --chart rss,read_bytes --layout panels --theme dark
          memory_tracker plot run.csv --markers deploys.txt -o run.png
          memory_tracker plot mprofile_20261124.dat -o run.csv     what another tool recorded, in our form
          ssh host cat run.csv.gz | memory_tracker plot - -o run.png
        """;

    /// <summary>How it is asked for.</summary>
    public static Verb Verb
    {
        get
        {
            PlotOptions options = new();
            Command command = new(Name, "Draws a recording again, ours or another tool's, and tells its summary.");
            options.AddTo(command);
            command.SetAction(result => options.AsksForMetrics(result) ? MetricList.Print() : new PlotCommand(options.Read(result)).Run());
            return new Verb(command, Examples);
        }
    }

    private int Run()
    {
        using RecordedFile file = Open();
        MetricSet metrics = settings.Metrics is { } chosen ? new MetricSet(Recorded(chosen, file, "--metrics")) : file.Metrics;
        Metric[] charted = Charted(file, metrics);
        OutputPlan outputs = OutputPlan.From(settings.Outputs, settings.Csv, ChartPictures.Parts(charted, settings.Chart.Layout));
        outputs.Spare([.. settings.Markers.Files, settings.File, DocumentFile.Beside(settings.File)]);
        outputs.Check();
        Reports reports = new();
        using OutputFiles files = new(outputs, metrics, reports.Fail);
        files.DescribeBy(() => file.Document with { Metrics = [.. metrics.InOrder.Select(DocumentMaker.Facts)] });
        Replay replay;
        try
        {
            replay = Replay(file, files, metrics, charted, reports);
        }
        catch (UserException)
        {
            files.Abandon();
            throw;
        }

        foreach (string notice in file.Notices.Concat(replay.Notices))
            Reports.Notice(notice);
        foreach (Marker marker in replay.Markers.Markers)
            files.MarkerSink?.Invoke(marker);
        files.Write(new FinishedRecording(replay.Document, replay.Summary, replay.Phases, replay.Markers, replay.Series), settings.Chart);
        if (!settings.IsQuiet)
        {
            SummaryText text = new(replay.Summary, replay.Document, replay.Phases, StandardStream.Output.Columns);
            StandardStream.Output.Print(text.Render(StandardStream.Output.HasColor));
        }

        return reports.HasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Reads it all. Rows go through the writer of live recordings, which here waits for nobody but the disk.</summary>
    private Replay Replay(RecordedFile file, OutputFiles files, MetricSet metrics, Metric[] charted, Reports reports)
    {
        using BackgroundWriter? writer = files.Rows.Count == 0 ? null : new BackgroundWriter(files.Rows, metrics, hasProcessRows: true, waitsForRoom: true, reports.Fail, () => []);
        ISampleSink?[] sinks = [.. files.BeginReplay(RecordingDocument.Time(file.Document.IntervalS ?? 0), settings.Chart), writer];
        Replay replay = new(file, settings, metrics, charted, [.. sinks.OfType<ISampleSink>()]);
        replay.Run(() => Begin(files));
        writer?.Finish();
        return replay;
    }

    private static void Begin(OutputFiles files)
    {
        if (files.Begin() is { } problem)
            throw UserException.Failure(problem);
    }

    private RecordedFile Open()
    {
        try
        {
            return RecordedFile.Open(settings.File);
        }
        catch (RecordedFileException error)
        {
            throw UserException.Failure(error.Message);
        }
    }

    private Metric[] Charted(RecordedFile file, MetricSet metrics)
    {
        if (settings.Charted is not { } asked)
            return [.. ChartMetrics.Usual(metrics, file.Document.Limits.Select(LimitDocument.MetricOf).OfType<Metric>())];
        Metric[] drawn = Recorded(asked, file, "--chart");
        // RSS is drawn with its peaks where these are there, as when recording.
        return drawn.Contains(Metric.Rss) && metrics.Contains(Metric.PeakRss) ? [.. drawn, Metric.PeakRss] : drawn;
    }

    /// <summary>Those that were asked for; names for several, such as <c>all</c>, stand for what there is of them.</summary>
    private Metric[] Recorded(IReadOnlyList<Metric> asked, RecordedFile file, string option)
    {
        Metric[] known = [.. asked.Where(file.Metrics.Contains)];
        bool isGroup = asked.Count > 1 && known.Length > 0 && (asked.Count == Metric.All.Length || asked.SequenceEqual(MetricSet.Memory.InOrder));
        if (known.Length < asked.Count && !isGroup)
        {
            Metric missing = asked.First(metric => !file.Metrics.Contains(metric));
            throw UserException.Usage($"{option}: {missing.Name} was not recorded: '{SafeText.Clean(settings.File)}' has {string.Join(", ", file.Metrics.InOrder.Select(metric => metric.Name))}");
        }

        return known;
    }
}
