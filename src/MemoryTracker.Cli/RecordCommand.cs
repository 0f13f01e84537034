using MemoryTracker.Charts;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Running;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>Records a process and writes everything that was asked for.</summary>
internal sealed class RecordCommand(RecordSettings settings)
{
    private readonly Summary _summary = new(settings.Recording.Metrics);
    private readonly Timeline _timeline = new();
    private readonly ChartSeries? _series = settings.Outputs.Charts.Count > 0 ? new ChartSeries(settings.Recording.Interval, settings.Charted) : null;
    private readonly LiveLine? _live = settings.IsQuiet ? null : new LiveLine(StandardStream.Output, settings.Recording.Metrics);
    private volatile Recorder? _recorder;
    private volatile bool _hasFailed;

    /// <summary>Records, writes and tells; returns the exit code.</summary>
    /// <exception cref="UserException">The process cannot be recorded, or an output cannot be written: told before anything starts.</exception>
    public int Run()
    {
        settings.Outputs.Check();
        using AttachedProcess target = Attach();
        using OutputFiles files = new(settings.Outputs, settings.Recording.Metrics, Report);
        using MarkerInbox? inbox = MakeInbox();
        using MarkerFollower markers = new(settings.Markers.Files, inbox?.Path, settings.Markers.Clock, new MarkerLog(Notice, _timeline.Cut));
        RecordingDocument begun = DocumentMaker.Begin(target, settings.Recording, ProcRoot.Default);
        using BackgroundWriter writer = StartWriter(files, markers, new LiveDocuments(files, begun, markers.Log));
        using Recorder recorder = new(target, settings.Recording, Sinks(writer));
        _recorder = recorder;
        using StopSignals signals = new(recorder.Stop, giveUp: files.Dispose);
        foreach (string line in UnknownMetrics.Explain(settings.Recording.Metrics, target, ProcRoot.Default))
            Notice(line);

        RecordingResult result = recorder.Run();
        inbox?.Close();
        writer.Finish();
        _live?.End();
        if (result.Samples == 0)
            throw UserException.Failure($"process {settings.Pid} ended before a sample could be taken: there is nothing to write");

        markers.Finish(recorder.Started, _summary.Elapsed);
        PhaseReport phases = PhaseReport.Of(markers.Log, _timeline, _summary.Elapsed, settings.Markers.HasStretches);
        OwnUsage usage = OwnUsage.Read(ProcRoot.Default);
        RecordingDocument.AccuracyFacts accuracy = DocumentMaker.Accuracy(result, files.LostRows + writer.LostRows, target.FailedReads, usage, target.Smaps);
        RecordingDocument document = DocumentMaker.Complete(begun, _summary, result, target.Command.ToString(), signals.Name, accuracy)
            .WithMarkers(markers.Log).WithPhases(phases);
        files.WriteDocuments(document);
        if (_series is not null)
            files.WriteCharts(ChartTexts.Content(document, _summary, _series, markers.Log, settings.Chart.TimeAxis), settings.Chart);
        if (UnknownMetrics.ExplainFailure(target) is { } failure)
            Notice(failure);
        foreach (string advice in MarkerAdvice.On(markers, _summary))
            Notice(advice);
        if (!settings.IsQuiet)
            Tell(document, result, phases);
        return _hasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private AttachedProcess Attach()
    {
        AttachedProcess? target = null;
        try
        {
            target = AttachedProcess.Attach(settings.Pid, ProcRoot.Default);
            if (settings.HasExactPeaks)
                target.KnowEveryPeak();
            return target;
        }
        catch (TargetException refusal)
        {
            target?.Dispose();
            throw UserException.Failure(refusal.Message);
        }
    }

    /// <summary>What is marked is not what is recorded: without it the recording is whole.</summary>
    private MarkerInbox? MakeInbox()
    {
        MarkerInbox? inbox = MarkerInbox.TryMake(settings.Pid, RuntimeFolder.Place, out string? problem);
        if (problem is not null)
            Notice($"`memory_tracker mark` will not reach this recording: {problem}");
        return inbox;
    }

    /// <summary>A thread for what may have to wait for a disk or a terminal.</summary>
    private BackgroundWriter StartWriter(OutputFiles files, MarkerFollower markers, LiveDocuments documents) =>
        new(files.Csv, settings.Recording.Metrics, waitsForRoom: settings.Recording.Interval == TimeSpan.Zero, Report, whenAwake: () =>
        {
            // Woken for the first time by the first sample, or without any at the end.
            if (_recorder is not { Started: not 0 and var started })
                return [];
            _live?.Show();
            markers.Read(started);
            if (documents.Keep(_summary.Start))
                OwnCode.Release(ProcRoot.Default);
            return markers.Pipes;
        });

    private ISampleSink[] Sinks(BackgroundWriter writer)
    {
        // The writer comes last: when it is woken, the others have the sample already.
        ISampleSink?[] all = [_summary, _timeline, _series, _live, writer];
        return [.. all.OfType<ISampleSink>()];
    }

    private void Tell(RecordingDocument document, RecordingResult result, PhaseReport phases)
    {
        SummaryText text = new(_summary, result, document, phases, StandardStream.Output.Columns);
        StandardStream.Output.Print(text.Render(StandardStream.Output.HasColor));
    }

    private void Report(string problem)
    {
        _hasFailed = true;
        Notice(problem);
    }

    private static void Notice(string text) => StandardStream.Error.WriteNotice($"memory_tracker: {text}");
}
