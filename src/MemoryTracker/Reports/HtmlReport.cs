using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports.Data;
using MemoryTracker.Reports.Page;
using MemoryTracker.Statistics;

namespace MemoryTracker.Reports;

/// <summary>
/// A recording as a page: one file that opens from disk and needs nothing else, with charts of every metric to look into, the summary, and the samples themselves. Up to a million
/// samples are in it as they are; of more, what pictures of any width need.
/// </summary>
/// <param name="interval">The interval of the recording; zero when it has none.</param>
/// <param name="metrics">What is recorded.</param>
public sealed class HtmlReport(TimeSpan interval, MetricSet metrics) : ISampleSink, IDisposable
{
    private readonly RawSamples _samples = new(metrics);
    private readonly ReducedSeries _reduced = new(interval, metrics);

    /// <summary>A title in place of the recording's own; null for that one.</summary>
    public string? Title { get; init; }

    /// <summary>How times are told at first; the page can change it.</summary>
    public TimeAxis TimeAxis { get; init; } = TimeAxis.Elapsed;

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        _samples.Add(sample);
        _reduced.Add(sample);
    }

    /// <summary>Writes the page of the recording, which has ended; once.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="document">What is known of it.</param>
    /// <param name="summary">Its statistics.</param>
    /// <param name="phases">Its phases.</param>
    /// <param name="markers">Its markers.</param>
    /// <param name="lines">Lines over its charts, beside its limits.</param>
    public void Write(Stream stream, RecordingDocument document, Summary summary, PhaseReport phases, MarkerLog markers, params IReadOnlyList<ChartGuide> lines)
    {
        Metric[] known = [.. _reduced.Known];
        string title = Title ?? document.Title;
        IReadOnlyList<ChartGuide> guides = [.. RecordingGuides.Of(document, summary.From, summary.Elapsed), .. lines];
        using PointColumns points = new();
        ReportFacts facts = _samples.IsOverflown ? OfPoints() : OfSamples();
        ReportBody body = new(title, document, summary, phases, summary.From, _reduced, guides, _samples.IsOverflown);
        HtmlPage page = new()
        {
            Title = $"{title} – memory_tracker",
            Script = "report.js",
            Content = body.Write,
            Facts = ReportJson.Write(facts),
            Data = _samples.IsOverflown ? points.Finish : _samples.Finish,
        };
        page.Write(stream);

        ReportFacts OfSamples() => Facts(_samples.Columns, ReportCharts.Of(known, metric => (RawSamples.Elapsed, RawSamples.FirstMetric + metrics.InOrder.IndexOf(metric)), areSamples: true, guides)) with
        {
            Names = [.. _samples.Names],
            Metrics = [.. metrics.InOrder.Select((metric, index) => new ReportFacts.MetricFacts(metric.Column, RawSamples.FirstMetric + index, metric.Decimals))],
        };

        ReportFacts OfPoints()
        {
            Dictionary<Metric, (int X, int Y)> columns = known.ToDictionary(metric => metric, metric => points.Add(_reduced.Of(metric), metric.Decimals));
            return Facts(points.Columns, ReportCharts.Of(known, metric => columns[metric], areSamples: false, guides));
        }

        ReportFacts Facts(IReadOnlyList<ReportFacts.ColumnFacts> columns, IEnumerable<ReportFacts.ChartFacts> charts) => new()
        {
            FileName = FileName(document),
            From = summary.From.TotalSeconds,
            To = summary.Elapsed.TotalSeconds,
            StartUs = document.Start is null ? null : (summary.Start - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            OffsetMinutes = document.Start is null ? 0 : (int)new DateTimeOffset(summary.Start).ToLocalTime().Offset.TotalMinutes,
            IsClock = TimeAxis == TimeAxis.Clock,
            Samples = summary.Samples,
            IsReduced = _samples.IsOverflown,
            Columns = columns,
            Charts = [.. charts],
            Peak = summary.Peak is { } peak ? new(peak.From.TotalSeconds, peak.To.TotalSeconds, peak.Bytes, $"peak {Readable.Bytes(peak.Bytes)}") : null,
            Markers = Colored(markers.Markers),
            MarkersLeftOut = markers.LeftOut,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _samples.Dispose();

    /// <summary>The name of the process as far as it makes a good name of a file.</summary>
    private static string FileName(RecordingDocument document)
    {
        string name = string.Concat(document.Target.Command.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));
        return name.Length == 0 ? "recording" : SafeText.Shorten(name, 40);
    }

    private static ReportFacts.MarkerFacts[] Colored(IReadOnlyList<Marker> markers)
    {
        MarkerColors light = new(Palette.Of(ChartTheme.Light).Markers, markers);
        MarkerColors dark = new(Palette.Of(ChartTheme.Dark).Markers, markers);
        return [.. markers.Select(marker => new ReportFacts.MarkerFacts(
            marker.At.TotalSeconds,
            marker.End?.TotalSeconds,
            SafeText.Clean(marker.Label),
            PageColor.Of(light.Of(marker)),
            PageColor.Of(dark.Of(marker)),
            marker.IsApproximate,
            marker.IsOpen))];
    }
}
