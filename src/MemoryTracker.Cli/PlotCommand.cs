using System.CommandLine;
using MemoryTracker.Charts;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Limits;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Reports;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Cli;

/// <summary>Reads a recording again: draws it, tells its summary, and writes it in other forms.</summary>
internal sealed class PlotCommand(PlotSettings settings)
{
    private const string Name = "plot";

    private const string Examples = """
        Examples:
          memory_tracker plot run.csv                              into memory_usage.png, and the summary
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
            command.SetAction(result => new PlotCommand(options.Read(result)).Run());
            return new Verb(command, Examples) { AsksForMetrics = options.AsksForMetrics };
        }
    }

    private string FileName => $"'{SafeText.Clean(settings.File)}' has";

    private int Run()
    {
        using RecordedFile file = Open();
        using WorkProgress progress = new(!settings.IsQuiet);
        progress.Enter($"reading {Path.GetFileName(SafeText.Clean(settings.File))}", () => file.ReadShare);
        MetricSet told = settings.Metrics is { } chosen ? new MetricSet(MetricList.OfRecorded(chosen, file.Metrics, "--metrics", FileName)) : file.Metrics;
        IReadOnlyList<Metric> charted = Charted(file, told);
        // As when recording: what is asserted of is told of, too.
        MetricSet metrics = told.With([.. AssertOptions.Needed(settings.Assertions).Where(file.Metrics.Contains)]);
        OutputPlan outputs = settings.Outputs.InParts(ChartPictures.Parts(charted, settings.Chart.Layout));
        outputs.Spare([.. settings.Markers.Files, settings.File, DocumentFile.Beside(settings.File), .. AssertOptions.Baselines(settings.Assertions)]);
        outputs.RefuseTestResultsWithout(settings.Assertions);
        LeakOption.Check(settings.ShowsGrowth, told, charted, outputs);
        outputs.Check();
        Reports reports = new();
        using OutputFiles files = new(outputs, metrics, reports.Fail);
        files.DescribeBy(() => file.Document with { Metrics = file.Document.FactsOf(metrics) });
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

        progress.Enter("writing", () => files.WrittenShare);
        foreach (Marker marker in replay.Markers.Markers)
            files.MarkerSink?.Invoke(marker);
        RecordingDocument document = Judge(replay, file, reports);
        ChartGuide? fit = settings.ShowsGrowth && replay.Growth is { } growth ? GrowthGuide.Of(growth) : null;
        files.Write(new FinishedRecording(document, replay.Summary, replay.Phases, replay.Markers, replay.Series) { Guides = fit is null ? [] : [fit] }, settings.Chart);
        progress.Dispose();
        foreach (string notice in file.Notices.Concat(replay.Notices))
            Reports.Notice(notice);
        if (!settings.IsQuiet)
        {
            SummaryText text = new(replay.Summary, document, replay.Phases, StandardStream.Output.Columns);
            StandardStream.Output.Print(text.Render(StandardStream.Output.HasColor));
        }

        return reports.ExitCode;
    }

    private RecordingDocument Judge(Replay replay, RecordedFile file, Reports reports)
    {
        Evidence evidence = replay.Document.Evidence(replay.Summary, replay.Phases, file.Metrics, replay.Trends) with { Lost = replay.Lost };
        AssertionResult[] results = [.. settings.Assertions.Select(assertion => assertion.Judge(evidence))];
        reports.Take(results, settings.IsQuiet);
        return replay.Document.WithAssertions(results);
    }

    /// <summary>Reads it all. Rows go through the writer of live recordings, which here waits for nobody but the disk.</summary>
    private Replay Replay(RecordedFile file, OutputFiles files, MetricSet metrics, IReadOnlyList<Metric> charted, Reports reports)
    {
        // Half a file would pass for a whole one.
        using SignalCleanup cleanup = new(files.Remove);
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
        {
            // Nothing is in the others, either.
            files.Remove();
            throw UserException.Failure(problem);
        }
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

    private IReadOnlyList<Metric> Charted(RecordedFile file, MetricSet metrics) => settings.Charted is { } asked
        ? ChartMetrics.WithPeaks(MetricList.OfRecorded(asked, file.Metrics, "--chart", FileName), metrics)
        : [.. ChartMetrics.Usual(metrics, file.Document.Limits.Select(LimitDocument.MetricOf).OfType<Metric>())];
}
