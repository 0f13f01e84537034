using MemoryTracker.Charts;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Limits;
using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Markers.Running;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Targets;

namespace MemoryTracker.Cli;

/// <summary>
/// One recording until everything is written. It is made before its target is there, so that a launched command, once started, is waited for by nothing but
/// its first reading.
/// </summary>
internal sealed class RecordingSession : IDisposable
{
    private readonly RecordSettings _settings;
    private readonly Reports _reports;
    private readonly OutputFiles _files;
    private readonly MarkerInbox? _inbox;
    private readonly StandardStream _stream;
    private readonly Summary _summary;
    private readonly Timeline _timeline = new();
    private readonly ChartSeries? _series;
    private readonly GrowthSeries[] _trends;
    private readonly LiveLine? _line;
    private readonly LiveSession? _live;
    private readonly ChartSoFar? _chartSoFar;
    private readonly MarkerFollower _markers;
    private readonly BackgroundWriter _writer;
    private RecordingTarget? _target;
    private LimitWatch? _watch;
    private LimitDeeds? _deeds;
    private RecordingDocument? _begun;
    private LiveDocuments? _documents;
    private volatile Recorder? _recorder;
    private RecordingResult? _result;
    private PhaseReport? _phases;
    private Task _drawing = Task.CompletedTask;
    private GrowthReport? _growthFound;

    /// <param name="settings">What was asked for.</param>
    /// <param name="files">Where it is written.</param>
    /// <param name="inbox">The recording's own marker file; null when there is none.</param>
    /// <param name="reports">Takes what goes wrong.</param>
    /// <param name="stream">Where a person reads the summary.</param>
    public RecordingSession(RecordSettings settings, OutputFiles files, MarkerInbox? inbox, Reports reports, StandardStream stream)
    {
        _settings = settings;
        _reports = reports;
        _files = files;
        _inbox = inbox;
        _stream = stream;
        RecordingOptions recording = settings.Recording;
        _summary = new Summary(recording.Metrics);
        _series = settings.Outputs.HasCharts ? new ChartSeries(recording.Interval, settings.Charted) : null;
        _trends = AssertOptions.Trends(settings.Assertions, recording.Metrics);
        _chartSoFar = _series is null ? null : new ChartSoFar(ContentSoFar);
        _live = LiveSession.IsWanted(settings, stream) ? new LiveSession(settings, files.Pictures, stream, _chartSoFar, reports.Fail) : null;
        // The terminal belongs to a launched command: a line that rewrites itself would tear what it writes.
        _line = settings.IsQuiet || settings.Target.IsLaunch || _live is not null ? null : new LiveLine(stream, recording.Metrics);
        _markers = new MarkerFollower(settings.Markers.Files, inbox?.Path, settings.Markers.Clock, new MarkerLog(Reports.Notice, _timeline.Cut) { Listener = files.MarkerSink });
        _writer = new BackgroundWriter(files.Rows, recording.Metrics, settings.HasProcessRows, waitsForRoom: recording.Interval == TimeSpan.Zero, reports.Fail, WhenAwake);
    }

    private IReadOnlyList<ChartGuide> Guides => _settings.ShowsGrowth && _growthFound is { } growth && GrowthGuide.Of(growth) is { } fit ? [fit] : [];

    private ProcessSet? Set => _target as ProcessSet;

    /// <summary>What is marked is not what is recorded: without it the recording is whole.</summary>
    public static MarkerInbox? MakeInbox(int pid)
    {
        MarkerInbox? inbox = MarkerInbox.TryMake(pid, RuntimeFolder.Place, out string? problem);
        if (problem is not null)
            Reports.Notice($"`memory_tracker mark` will not reach this recording: {problem}");
        return inbox;
    }

    /// <summary>Takes what is recorded; whoever got hold of it also lets go of it.</summary>
    public void Take(RecordingTarget target)
    {
        _target = target;
        _begun = DocumentMaker.Begin(target, _settings.Recording, ProcRoot.Default).WithLimits(_settings.Limits.Limits).WithClocks();
        _documents = new LiveDocuments(_files, _begun, _markers.Log);
        _files.DescribeBy(() => _begun.StartedAt(_summary.Start, _recorder!.Started));
        (IReadOnlyList<Limit> limits, LimitActions actions) = _settings.Limits;
        if (limits.Count > 0)
        {
            _watch = new LimitWatch(limits, actions, _settings.Recording.Interval, target, () => _recorder!.Stop(EndReason.LimitCrossed));
            _deeds = new LimitDeeds(_watch, actions, waits: !_settings.Target.IsLaunch, Reports.NoticeIfHeard);
        }

        // The writer comes last: when it is woken, the others have the sample already.
        ISampleSink?[] sinks = [_summary, _timeline, _series, .. _trends, _line, _live?.Feed, _live is null ? null : _chartSoFar, _watch, _writer];
        _recorder = new Recorder(target, _settings.Recording, [.. sinks.OfType<ISampleSink>()]);
    }

    /// <summary>Gives back what others need after us, at once and from any thread: the program ends without another step.</summary>
    public void GiveUp()
    {
        _live?.GiveBack();
        _files.CloseRows();
    }

    /// <summary>Asks for the end of the recording, from any thread.</summary>
    public void Stop() => _recorder!.Stop();

    /// <summary>Records until the end.</summary>
    public RecordingResult Run()
    {
        foreach (string line in UnknownMetrics.Explain(_settings.Recording.Metrics, _target!, ProcRoot.Default))
            Reports.Notice(line);
        if (LiveSession.WhyNotShown(_settings, _stream) is { } reason)
            Reports.Notice($"--live shows nothing: {reason}");
        _live?.Begin(_recorder!, _begun!);
        _result = _recorder!.Run();
        _live?.Dispose();
        _inbox?.Close();
        _writer.Finish();
        _line?.End();
        return _result;
    }

    /// <summary>What the recording says, after it has ended.</summary>
    /// <param name="signal">The signal that ended it; null when none did.</param>
    public RecordingDocument Document(string? signal)
    {
        MarkRestarts();
        _deeds?.Do(_markers.Log);
        long started = _recorder!.Started;
        _markers.Finish(started, _summary.Elapsed);
        _phases = PhaseReport.Of(_markers.Log, _timeline, _summary.Elapsed, _settings.Markers.HasStretches);
        _growthFound = Array.Find(_trends, trend => trend.Metric == Metric.Rss)?.Judge();
        OwnUsage usage = OwnUsage.Read(ProcRoot.Default);
        RecordingDocument.AccuracyFacts accuracy =
            DocumentMaker.Accuracy(_result!, _files.LostRows + _writer.LostRows, _target!.FailedReads, usage, _target.Smaps);
        RecordingDocument document = DocumentMaker.Complete(_begun!.StartedAt(_summary.Start, started), _summary, _result!, _target!.Command.ToString(), signal, accuracy)
            .WithLimits(_watch?.Limits ?? []).WithMarkers(_markers.Log).WithPhases(_phases).WithGrowth(_growthFound);
        return Set is { IsOneProcess: false } set ? document.WithProcesses(set, started) : document;
    }

    /// <summary>The document with how the assertions were judged by all that it knows.</summary>
    public RecordingDocument Judge(RecordingDocument document)
    {
        Evidence evidence = document.Evidence(_summary, _phases!, _settings.Recording.Metrics, _trends);
        AssertionResult[] results = [.. _settings.Assertions.Select(assertion => assertion.Judge(evidence))];
        _reports.Take(results, _settings.IsQuiet);
        return document.WithAssertions(results);
    }

    /// <summary>Writes it everywhere, and tells a person.</summary>
    public void Write(RecordingDocument document)
    {
        // What may have gone wrong with a picture on the way keeps nothing from being written.
        _ = Task.WaitAny(_drawing);
        WriteFiles(document);
        Tell(document);
        _drawing.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _live?.Dispose();
        _recorder?.Dispose();
        _writer.Dispose();
        _markers.Dispose();
        _deeds?.Dispose();
    }

    private void WriteFiles(RecordingDocument document)
    {
        // While a launched command goes on, the terminal is still its own.
        using WorkProgress progress = new(!_settings.IsQuiet && (!_settings.Target.IsLaunch || Set?.End is not null));
        progress.Enter("writing", () => _files.WrittenShare);
        _files.Write(new FinishedRecording(document, _summary, _phases!, _markers.Log, _series) { Guides = Guides }, _settings.Chart);
    }

    private void Tell(RecordingDocument document)
    {
        _live?.TellUnheard();
        if (UnknownMetrics.ExplainFailure(_target!) is { } failure)
            Reports.Notice(failure);
        if (document.End?.SuspendedS is { } suspended)
            Reports.Notice($"the machine was suspended for {Readable.Duration(TimeSpan.FromSeconds(suspended))} meanwhile: nothing was sampled then, which is a gap");
        foreach (string advice in MarkerAdvice.On(_markers, _summary))
            Reports.Notice(advice);
        if (_settings.IsQuiet)
            return;
        _stream.LeaveCommandsLine();
        SummaryText text = new(_summary, document, _phases!, _stream.Columns);
        // A launched command is still to be waited for, and its exit code to be passed on.
        if (_stream.TryPrint(text.Render(_stream.HasColor)) is { } problem)
            _reports.Fail(problem);
    }

    /// <summary>On the thread for what may have to wait for a disk or a terminal.</summary>
    private int[] WhenAwake()
    {
        // Woken for the first time by the first sample, or without any at the end.
        if (_recorder is not { Started: not 0 and var started })
            return [];
        _line?.Show();
        MarkRestarts();
        _deeds?.Do(_markers.Log);
        _markers.Read(started);
        _live?.Exchange(_markers.Log, started);
        DrawSoFar();
        if (_documents!.Keep(_summary.Start, started))
            OwnCode.Release(ProcRoot.Default);
        return _markers.Pipes;
    }

    /// <summary>Rows must not wait for a picture: it is drawn beside them, one at a time.</summary>
    private void DrawSoFar()
    {
        if (!_drawing.IsCompleted || _chartSoFar?.Take() is not { } content)
            return;
        ChartContent marked = content with { Markers = _markers.Log.Markers, MarkersLeftOut = _markers.Log.LeftOut };
        _drawing = Task.Run(() => _files.WriteChartsSoFar(marked, _settings.Chart, Reports.Notice));
    }

    /// <summary>What the chart shows until now; on the thread that takes samples.</summary>
    private ChartContent ContentSoFar()
    {
        RecordingDocument document = _begun!.StartedAt(_summary.Start, _recorder!.Started).Retell(_summary, _summary.Samples, isPart: false);
        return ChartTexts.Content(document, _summary, _series!.Copy(), new MarkerLog(_ => { }, _ => { }), _settings.Chart.TimeAxis, guides: []);
    }

    private void MarkRestarts()
    {
        foreach ((long at, string name) in Set?.RestartLog.TakeNew() ?? [])
            _markers.Log.Add(Clock.Stretch(at - _recorder!.Started), name);
    }
}
