using MemoryTracker.Charts;
using MemoryTracker.Cli.Terminal;
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
    private readonly ChartSeries? _series = settings.Outputs.Charts.Count > 0 ? new ChartSeries(settings.Recording.Interval) : null;
    private readonly LiveLine? _live = settings.IsQuiet ? null : new LiveLine(StandardStream.Output, settings.Recording.Metrics);
    private volatile bool _hasFailed;

    /// <summary>Records, writes and tells; returns the exit code.</summary>
    /// <exception cref="UserException">The process cannot be recorded, or an output cannot be written: told before anything starts.</exception>
    public int Run()
    {
        settings.Outputs.Check();
        using AttachedProcess target = Attach();
        using OutputFiles files = new(settings.Outputs, settings.Recording.Metrics, Report);
        RecordingDocument begun = DocumentMaker.Begin(target, settings.Recording, ProcRoot.Default);
        using BackgroundWriter? writer = StartWriter(files, begun);
        using Recorder recorder = new(target, settings.Recording, Sinks(writer));
        using StopSignals signals = new(recorder.Stop, giveUp: files.Dispose);
        foreach (string line in UnknownMetrics.Explain(settings.Recording.Metrics, target, ProcRoot.Default))
            StandardStream.Error.WriteLine($"memory_tracker: {line}");

        RecordingResult result = recorder.Run();
        writer?.Finish();
        _live?.End();
        if (result.Samples == 0)
            throw UserException.Failure($"process {settings.Pid} ended before a sample could be taken: there is nothing to write");

        long lostRows = files.LostRows + (writer?.LostRows ?? 0);
        OwnUsage usage = OwnUsage.Read(ProcRoot.Default);
        RecordingDocument document = DocumentMaker.Complete(
            begun, _summary, result, target.Command.ToString(), signals.Name, DocumentMaker.Accuracy(result, lostRows, target.FailedReads, usage, target.SmapsReads));
        files.WriteDocuments(document);
        if (_series is not null)
            files.WriteCharts(ChartTexts.Content(document, _summary, _series, settings.Chart.TimeAxis), settings.Chart);
        if (!settings.IsQuiet)
            Tell(document, result);
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

    /// <summary>A thread for what may have to wait; none when nothing may.</summary>
    private BackgroundWriter? StartWriter(OutputFiles files, RecordingDocument begun)
    {
        if (files.Csv.Count == 0 && settings.Outputs.Documents.Count == 0 && _live is null)
            return null;

        bool isBegun = false;
        return new BackgroundWriter(files.Csv, settings.Recording.Metrics, waitsForRoom: settings.Recording.Interval == TimeSpan.Zero, Report, whenAwake: () =>
        {
            _live?.Show();
            if (isBegun)
                return;
            isBegun = true;
            files.WriteDocuments(begun with { Start = _summary.Start });
            OwnCode.Release(ProcRoot.Default);
        });
    }

    private ISampleSink[] Sinks(BackgroundWriter? writer)
    {
        // The writer comes last: when it is woken, the others have the sample already.
        ISampleSink?[] all = [_summary, _series, _live, writer];
        return [.. all.OfType<ISampleSink>()];
    }

    private void Tell(RecordingDocument document, RecordingResult result)
    {
        SummaryText text = new(_summary, result, document);
        StandardStream.Output.Print(text.Render(StandardStream.Output.HasColor));
    }

    private void Report(string problem)
    {
        _hasFailed = true;
        StandardStream.Error.WriteNotice($"memory_tracker: {problem}");
    }
}
