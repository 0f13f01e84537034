using MemoryTracker.Markers;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;

namespace MemoryTracker.Tests.Harness;

/// <summary>A recording that has ended, made by hand: the same at every run.</summary>
internal sealed record Finished(Summary Summary, RecordingResult Result, RecordingDocument Document, MarkerLog Markers, PhaseReport Phases)
{
    private const double MiB = 1 << 20;

    public static readonly Sample[] ShortSamples = [Samples.At(0, rss: 50 * MiB, used: 0), Samples.At(1, rss: 60 * MiB, cpu: 50, used: 0.5)];

    /// <summary>The document of a recording that begins, on a machine that is always the same.</summary>
    public static RecordingDocument Begun(MetricSet? metrics = null)
    {
        using AttachedProcess target = AttachedProcess.Attach(ProcTree.HostileName, ProcTree.Root);
        RecordingDocument document = DocumentMaker.Begin(
            target,
            new RecordingOptions { Interval = TimeSpan.FromMilliseconds(500), Duration = TimeSpan.FromSeconds(90), Metrics = metrics ?? MetricSet.Default },
            ProcTree.Root);
        return document with { Tool = "memory_tracker 1.2.3", Host = document.Host! with { Name = "build-7", Cpus = 16 }, MemoryLimit = null };
    }

    /// <summary>With a peak between two samples, missed ticks, lost rows and a failed read.</summary>
    public static Finished Ordinary() => Of(
        [
            Samples.At(0, rss: 50 * MiB, used: 0),
            Samples.At(0.5, rss: 51.5 * MiB, cpu: 99.987, used: 0.499935),
            Samples.At(1, rss: 52 * MiB, peak: 1_300 * MiB, cpu: 250.5, used: 1.752435),
            Samples.At(1.5),
            Samples.At(2, rss: 40.25 * MiB, cpu: 12.5, used: 1.877435),
            Samples.At(2.25, cpu: 0, used: 1.877435),
        ],
        EndReason.TargetEnded,
        signal: null);

    /// <summary>One sample, of which every figure is unknown.</summary>
    public static Finished OfNothing() => Of([Samples.At(0)], EndReason.Stopped, "INT", isAccurate: false);

    /// <summary>A launched command that ended before the first sample: its end row only, and what wait4 knows.</summary>
    public static Finished OfNoSample()
    {
        Finished finished = Of([Samples.At(0.0015, peak: 1.5 * MiB, used: 0.001)], EndReason.TargetEnded, null);
        return finished with
        {
            Result = finished.Result with { LatenessP99 = null, ReachedInterval = null, MissedTicks = 0, PeakBefore = null },
            Document = finished.Document with { End = finished.Document.End! with { ExitCode = 3, Wait4 = new(0.0004, 0.0006, null, 51, 1) } },
        };
    }

    /// <summary>Of those metrics, of which every figure grows from sample to sample; what smaps_rollup tells is known in the first only.</summary>
    public static Finished OfMetrics(MetricSet metrics) =>
        Of([.. Enumerable.Range(0, 3).Select(number => Samples.Full(number, metrics))], EndReason.DurationOver, null, metrics: metrics, smaps: new SmapsReadings(1, TimeSpan.FromMicroseconds(250)));

    /// <summary>With spans, one within another, one of them open, one of a name that comes twice, and points.</summary>
    public static Finished WithMarkers() => Of(
        Enumerable.Range(0, 41).Select(i => Samples.At(i / 4.0, rss: (10 + i) * MiB, peak: i == 9 ? 99 * MiB : double.NaN, cpu: 50, used: i / 8.0)),
        EndReason.DurationOver,
        signal: null,
        isAccurate: true,
        metrics: null,
        smaps: null,
        Marks.Span(1, 5, "load"),
        Marks.Span(2, 3, "parse [red]a[/] \"quoted\", a name that is longer than any column") with { Color = "#ff8800", Tags = ["io", "slow"] },
        Marks.Point(5.5, "loaded"),
        Marks.Span(6, 7.125, "load"),
        Marks.Begin(8, "serve 漢字"),
        Marks.Untimed("about the end"));

    public static Finished Of(IEnumerable<Sample> samples, EndReason reason, string? signal, bool isAccurate = true, MetricSet? metrics = null, SmapsReadings? smaps = null, params Mark[] marks)
    {
        Summary summary = new(metrics ?? MetricSet.Default);
        Timeline timeline = new();
        foreach (Sample sample in samples)
        {
            summary.Add(sample);
            timeline.Add(sample);
        }

        MarkerLog log = Marks.Log(marks);
        log.Finish(summary.Elapsed);
        PhaseReport phases = PhaseReport.Of(log, timeline, summary.Elapsed, withStretches: true);
        RecordingResult result = MakeResult(summary, reason, isAccurate);
        RecordingDocument.AccuracyFacts accuracy = isAccurate
            ? DocumentMaker.Accuracy(result, lostRows: 1, failedReads: 1, new OwnUsage(TimeSpan.FromMilliseconds(12.5), 6 << 20), smaps)
            : DocumentMaker.Accuracy(result, lostRows: 0, failedReads: 0, new OwnUsage(TimeSpan.Zero, null), smaps);
        RecordingDocument document = DocumentMaker.Complete(Begun(metrics) with { Start = summary.Start, Clocks = new(5_000_000_000, 6_000_000_000) }, summary, result, Begun().Target.Command, signal, accuracy);
        return new Finished(summary, result, document.WithMarkers(log).WithPhases(phases), log, phases);
    }

    private static RecordingResult MakeResult(Summary summary, EndReason reason, bool isAccurate)
    {
        return new RecordingResult
        {
            Reason = reason,
            Samples = summary.Samples - (reason == EndReason.TargetEnded ? 1 : 0),
            MissedTicks = isAccurate ? 1_234 : 0,
            LatenessP99 = isAccurate ? TimeSpan.FromMicroseconds(100) : null,
            ReachedInterval = isAccurate ? TimeSpan.FromMicroseconds(500_012) : null,
            PeakBefore = isAccurate ? 2L << 30 : null,
        };
    }
}
