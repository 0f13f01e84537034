using MemoryTracker.Charts;
using MemoryTracker.Limits;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Comparing;

/// <summary>One of the recordings that are compared, read from its file.</summary>
internal sealed record ComparedRecording
{
    /// <summary>What it is called, safe to show.</summary>
    public required string Name { get; init; }

    /// <summary>Its file as it was named, or <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>What else is known of it.</summary>
    public required RecordingDocument Document { get; init; }

    /// <summary>The metrics that it has, whether they are compared or not.</summary>
    public required MetricSet Recorded { get; init; }

    /// <summary>What its samples say.</summary>
    public required Summary Summary { get; init; }

    /// <summary>All that is known of its phases.</summary>
    public required PhaseReport PhaseReport { get; init; }

    /// <summary>By what the growth of metrics is judged.</summary>
    public required IReadOnlyList<GrowthSeries> Trends { get; init; }

    /// <summary>How assertions were judged by it.</summary>
    public IReadOnlyList<AssertionResult> Assertions { get; init; } = [];

    /// <summary>What assertions are judged by.</summary>
    public Evidence Evidence => Document.Evidence(Summary, PhaseReport, Recorded, Trends) with { Lost = AssertionDocument.LostOf(Document, SamplesRead) };

    /// <summary>How many samples were read, an end row not counted.</summary>
    public required long SamplesRead { get; init; }

    /// <summary>Its markers.</summary>
    public required MarkerLog Markers { get; init; }

    /// <summary>Its phases by their names, in the order of time.</summary>
    public required IReadOnlyList<(string Name, ComparedPhase Phase)> Phases { get; init; }

    /// <summary>What is drawn of it, in the order of the table.</summary>
    public required IReadOnlyList<ChartedSeries> Series { get; init; }

    /// <summary>Which moment of it lies above those of the others in pictures, since its start; may be before it.</summary>
    public TimeSpan Zero { get; init; }

    /// <summary>What a person should know of what could not be read or compared.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Reads one.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="metrics">Of what figures are told.</param>
    /// <param name="charted">What is drawn; none when nothing is.</param>
    /// <param name="trended">Of what growth is judged.</param>
    /// <exception cref="RecordedFileException">It cannot be read, or is no recording.</exception>
    public static ComparedRecording Read(string path, string name, MetricSet metrics, IReadOnlyList<Metric> charted, IEnumerable<Metric> trended)
    {
        using RecordedFile file = RecordedFile.Open(path);
        return Read(file, path, name, metrics, charted, trended);
    }

    /// <inheritdoc cref="Read(string, string, MetricSet, IReadOnlyList{Metric}, IEnumerable{Metric})"/>
    internal static ComparedRecording Read(RecordedFile file, string path, string name, MetricSet metrics, IReadOnlyList<Metric> charted, IEnumerable<Metric> trended)
    {
        bool isPart = file.Document.Part is not null;
        Summary summary = new(metrics, isPart);
        Timeline timeline = new();
        TimeSpan interval = RecordingDocument.Time(file.Document.IntervalS ?? 0);
        // Each alone: together with RSS its parts would be summed up, to stand on each other.
        ChartSeries[] series = [.. charted.Distinct().OrderBy(metric => metric.Index).Select(metric => new ChartSeries(interval, metric))];
        GrowthSeries[] trends = [.. trended.Select(metric => new GrowthSeries(metric))];
        SampleWindow all = new(TimeSpan.Zero, TimeSpan.MaxValue, [summary, timeline, .. series, .. trends]);
        Sample sample = new();
        while (file.TryRead(sample))
            all.Add(sample);
        summary.SettleBy(file.Document, all.Samples);
        MarkerLog markers = file.Document.Markers(_ => { });
        markers.Finish(summary.Elapsed);
        // Of some that were left out others of a name may have been: their sums would be too low.
        bool hasPhases = markers.LeftOut == 0;
        PhaseReport phases = file.Document.Phases() ?? PhaseReport.Of(markers, timeline, summary.Elapsed, withStretches: false, summary.From);
        return new ComparedRecording
        {
            Name = name,
            File = path,
            Document = file.Document,
            Recorded = file.Metrics,
            SamplesRead = all.Samples,
            Summary = summary,
            PhaseReport = phases,
            Trends = trends,
            Markers = markers,
            Phases = hasPhases ? ComparedPhase.AllOf(phases) : [],
            Series = [.. series.SelectMany(one => one.All)],
            Notices = hasPhases ? file.Notices : [.. file.Notices, "too many markers to be kept: its phases are not compared"],
        };
    }
}
