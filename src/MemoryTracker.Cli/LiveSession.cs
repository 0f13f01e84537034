using System.Collections.Concurrent;
using MemoryTracker.Cli.Terminal;
using MemoryTracker.Cli.Terminal.Live;
using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;

namespace MemoryTracker.Cli;

/// <summary>The live view of one recording: what it shows besides samples, and what its keys ask for.</summary>
internal sealed class LiveSession : IDisposable
{
    private const int NewestMarkers = 3;
    private static readonly TimeSpan BetweenJudgements = TimeSpan.FromSeconds(10);

    private readonly RecordSettings _settings;
    private readonly IReadOnlyList<string> _pictures;
    private readonly ConcurrentQueue<(long At, string Label)> _marks = new();
    private readonly LiveView _view;
    private readonly ChartSoFar? _chart;
    private volatile Recorder? _recorder;
    private volatile Marker[] _newest = [];
    private long _news;
    private int _marked;
    private RecordingDocument? _begun;
    private string? _growth;
    private long _judgedAt;

    /// <param name="settings">What was asked for.</param>
    /// <param name="pictures">The pictures that are drawn at the end.</param>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="chart">Tells what the chart shows so far; null when there is none.</param>
    /// <param name="report">Takes, in words, what went wrong.</param>
    public LiveSession(RecordSettings settings, IEnumerable<string> pictures, StandardStream terminal, ChartSoFar? chart, Action<string> report)
    {
        _settings = settings;
        _pictures = [.. pictures.Select(SafeText.Clean)];
        _chart = chart;
        bool isShared = settings.Target.IsLaunch;
        LiveOptions options = new(terminal, isShared, settings.IsAscii || !CharacterLocale.Own.IsUtf8);
        // What is typed is the command's.
        LiveActions? keys = isShared ? null : new LiveActions(() => _recorder!.Stop(), Mark, Draw);
        _view = new LiveView(options, new LiveFeed(settings.Recording.Metrics, settings.Recording.Interval), Facts, keys, report);
    }

    private TimeSpan Elapsed => Clock.Stretch(Clock.Now - _recorder!.Started);

    /// <summary>What takes the samples.</summary>
    public LiveFeed Feed => _view.Feed;

    /// <summary>Whether it is shown: where it was asked for, or nothing else was and the terminal is ours, and somebody can see it.</summary>
    public static bool IsWanted(RecordSettings settings, StandardStream terminal) =>
        !settings.IsQuiet && terminal.IsWatched && (settings.HasLiveView ?? !settings.Target.IsLaunch);

    /// <summary>Why nothing is shown although it was asked for; null where something is, or was not asked for.</summary>
    public static string? WhyNotShown(RecordSettings settings, StandardStream terminal) => settings is { HasLiveView: true, IsQuiet: false } ? terminal.WhyNotWatched : null;

    /// <summary>Begins to show.</summary>
    /// <param name="recorder">What records.</param>
    /// <param name="begun">What is known of the recording.</param>
    public void Begin(Recorder recorder, RecordingDocument begun)
    {
        (_recorder, _begun) = (recorder, begun);
        _view.Begin();
    }

    /// <summary>Takes from a log what is new to be shown, and gives it what was marked by key. On the thread that reads markers.</summary>
    /// <param name="log">The markers.</param>
    /// <param name="started">When the recording began, by CLOCK_BOOTTIME, in nanoseconds.</param>
    public void Exchange(MarkerLog log, long started)
    {
        while (_marks.TryDequeue(out (long At, string Label) mark))
            log.Add(Clock.Stretch(mark.At - started), mark.Label);
        if (log.News == _news)
            return;
        _news = log.News;
        _newest = [.. log.Markers.TakeLast(NewestMarkers)];
    }

    /// <summary>Gives the terminal back at once, from any thread.</summary>
    public void GiveBack() => _view.GiveBack();

    /// <inheritdoc cref="LiveView.TellUnheard"/>
    public void TellUnheard() => _view.TellUnheard();

    /// <summary>Shows the last moment and gives the terminal back.</summary>
    public void Dispose() => _view.Dispose();

    private LiveFacts Facts(LiveMoment moment) => new(Title(moment.Command), Elapsed, _settings.Recording.Interval, _settings.Recording.Duration, _recorder!.MissedTicks, Growth(), _newest);

    /// <summary>What is recorded, as the summary will name it: a program that has become another one (exec) has both names.</summary>
    private string Title(CommandName now) => now == default ? _begun!.Title : (_begun! with { Target = _begun.Target with { LastCommand = now.ToString() } }).Title;

    /// <summary>Whether RSS grows. To judge it takes some milliseconds, and it does not change from one picture to the next.</summary>
    private string? Growth()
    {
        long now = Clock.Now;
        if (now - _judgedAt < BetweenJudgements.TotalNanoseconds)
            return _growth;
        _judgedAt = now;
        return _growth = GrowthSentence.Short(_begun!.WithGrowth(Feed.CopyGrowth()?.Judge()));
    }

    private string Mark()
    {
        string label = FormattableString.Invariant($"mark {++_marked}");
        _marks.Enqueue((Clock.Now, label));
        return label;
    }

    private string Draw()
    {
        if (_pictures.Count == 0 || _chart is null)
            return "no picture was asked for (-o FILE.png)";
        _chart.Ask();
        return $"the chart so far goes to {string.Join(", ", _pictures)}";
    }
}
