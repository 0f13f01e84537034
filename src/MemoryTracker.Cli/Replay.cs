using MemoryTracker.Charts;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Cli;

/// <summary>A recording, or a part of it, that goes once more the way from samples to statistics and charts.</summary>
internal sealed class Replay
{
    private readonly RecordedFile _file;
    private readonly PlotSettings _settings;
    private readonly PastMarkers[] _markers;
    private readonly Timeline _timeline = new();
    private readonly SampleWindow _window;
    private readonly List<string> _notices = [];

    /// <param name="file">The recording.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="metrics">Which metrics are told of.</param>
    /// <param name="charted">Which of them are drawn.</param>
    /// <param name="sinks">What else takes the samples.</param>
    public Replay(RecordedFile file, PlotSettings settings, MetricSet metrics, IReadOnlyList<Metric> charted, params ISampleSink[] sinks)
    {
        _file = file;
        _settings = settings;
        _markers = [.. settings.Markers.Files.Select(path => new PastMarkers(path))];
        Summary = new Summary(metrics, IsPart);
        Series = new ChartSeries(RecordingDocument.Time(file.Document.IntervalS ?? 0), charted);
        Trends = AssertOptions.Trends(settings.Assertions, metrics);
        PastCuts cuts = new(_timeline, MarkersOf(file.Document, _ => { }).Markers);
        _window = new SampleWindow(settings.From, settings.To, [Summary, cuts, _timeline, .. Trends, Series, .. sinks]);
    }

    /// <summary>What its samples say.</summary>
    public Summary Summary { get; }

    /// <summary>What is kept of metrics whose growth is told or asserted.</summary>
    public GrowthSeries[] Trends { get; }

    /// <summary>What is drawn of them.</summary>
    public ChartSeries Series { get; }

    /// <summary>Its document, told anew.</summary>
    public RecordingDocument Document { get; private set; } = null!;

    /// <summary>Its markers, and those of files that were given now.</summary>
    public MarkerLog Markers { get; private set; } = null!;

    /// <summary>Its phases.</summary>
    public PhaseReport Phases { get; private set; } = null!;

    /// <summary>Whether its RSS grows; null where that is not told of.</summary>
    public GrowthReport? Growth { get; private set; }

    /// <summary>What of the recording is not in the file, in words; null when all of it is.</summary>
    public string? Lost { get; private set; }

    /// <summary>Whether it is a part of a recording: asked for now, or cut out before.</summary>
    private bool IsPart => _settings.IsPart || _file.Document.Part is not null;

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Reads all of it.</summary>
    /// <param name="begin">Is called once there is a sample: before that nothing that was there before may be written over.</param>
    /// <exception cref="UserException">There is no sample in it, or a marker file cannot be read.</exception>
    public void Run(Action begin)
    {
        Sample sample = new();
        // What comes after a part may still tell how the recording ended.
        while (!(_window.IsOver && _file.Document.End is not null) && _file.TryRead(sample))
        {
            if (Summary.Samples == 0 && _window.Contains(sample))
                begin();
            _window.Add(sample);
        }

        if (Summary.Samples == 0)
            throw UserException.Failure(NoSamples());
        RecordingDocument document = _file.Document;
        Markers = MarkersOf(document, _notices.Add);
        bool isWhole = !_settings.IsPart && _window.Samples == document.Statistics?.Samples;
        if (!_settings.IsPart)
            Summary.SettleBy(document, _window.Samples);
        bool isAsRecorded = isWhole && _settings.Markers is { Files: [], HasStretches: false };
        Phases = (isAsRecorded ? document.Phases() : null)
            ?? PhaseReport.Of(Markers, _timeline, Summary.Elapsed, _settings.Markers.HasStretches, Summary.From);
        Growth = Array.Find(Trends, trend => trend.Metric == Metric.Rss)?.Judge();
        Document = document.Retell(Summary, _window.Samples, IsPart).WithMarkers(Markers).WithPhases(Phases).WithGrowth(Growth);
        NoteWhatIsMissing(document);
    }

    private void NoteWhatIsMissing(RecordingDocument document)
    {
        Lost = _settings.IsPart ? null : AssertionDocument.LostOf(document, _window.Samples);
        if (Lost is not null)
            _notices.Add($"{Lost}: what is told is of those that are");
        bool lacksProcesses = document.Scope != RecordingDocument.OneProcess && Series.Processes is { Seen: 0 };
        if (lacksProcesses && document.Processes is { Count: > 1 })
            _notices.Add("it was recorded without --per-process: what single processes had is not in the file and cannot be drawn");
    }

    private string NoSamples() => _settings.IsPart
        ? $"'{SafeText.Clean(_settings.File)}' has no sample between {Readable.Moment(_settings.From)} and {(_settings.To == TimeSpan.MaxValue ? "its end" : Readable.Moment(_settings.To))}"
        : $"there is no sample in '{SafeText.Clean(_settings.File)}'";

    private MarkerLog MarkersOf(RecordingDocument document, Action<string> notice)
    {
        MarkerLog log = document.Markers(notice);
        if (_markers.Length == 0)
            return log;
        PastClocks clocks = new(document, _settings.Markers.Clock);
        foreach (PastMarkers file in _markers)
            clocks.Read(file, log);
        return log;
    }
}
