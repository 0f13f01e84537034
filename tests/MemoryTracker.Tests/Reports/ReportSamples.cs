using MemoryTracker.Charts;
using MemoryTracker.Markers.Lines;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Reports;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Reports;

/// <summary>Recordings made by hand, and their pages.</summary>
internal sealed record ReportSamples(Finished Finished, IEnumerable<Sample> Samples)
{
    private const double MiB = 1 << 20;

    public static ReportSamples Of(Finished finished, IEnumerable<Sample> samples) => new(finished, samples);

    /// <summary>Forty seconds with spans, moments, peaks between samples, missed ticks and rates that could not be told.</summary>
    public static ReportSamples WithMarkers(params Mark[] more)
    {
        Sample[] samples = [.. Enumerable.Range(0, 161).Where(i => i is < 60 or > 72).Select(Make)];
        return new(
            Finished.Of(
                samples, EndReason.DurationOver, null, true, null, null,
                [Marks.Span(4, 20, "load"), Marks.Span(8, 12, "parse \"quoted\" <b>bold</b>") with { Color = "#ff8800" }, Marks.Point(22, "loaded"), Marks.Span(24, 28.5, "load"), Marks.Begin(32, "serve 漢字"), .. more]),
            samples);

        static Sample Make(int i)
        {
            double rss = Math.Round((60 + (i < 80 ? i * 3 : 240 - ((i - 80) * 1.5)) + (12 * Math.Sin(i / 4.0))) * 256) * 4096;
            Sample sample = Harness.Samples.At(i / 4.0, rss, i % 23 == 9 ? rss + (90 * MiB) : double.NaN, i == 0 || i % 17 == 5 ? double.NaN : Math.Round(60 + (50 * Math.Sin(i / 9.0)) + (i * 37 % 41), 3), i / 8.0);
            sample.FollowsGap = i == 73;
            return sample;
        }
    }

    public static ReportSamples OfMetrics(MetricSet metrics) =>
        new(Finished.OfMetrics(metrics), Enumerable.Range(0, 3).Select(number => Harness.Samples.Full(number, metrics)));

    /// <summary>So many samples, a millisecond apart, with jitter: one that is filled again and again, as the recorder does.</summary>
    public static ReportSamples Long(int count)
    {
        return new(Finished.Of(Make(), EndReason.DurationOver, null), Make());

        IEnumerable<Sample> Make()
        {
            double pages = 20_000;
            for (int i = 0; i < count; i++)
            {
                pages = Math.Max(1000, pages + Noise(i, 1, 122) - 60);
                double peak = i > 0 && Noise(i, 2, 4) == 0 ? (pages + Noise(i, 3, 400)) * 4096 : double.NaN;
                double cpu = i % 20 == 1 ? Noise(i, 4, 250_000) / 1000.0 : double.NaN;
                yield return Harness.Samples.At((i / 1000.0) + (Noise(i, 5, 60) / 1e6), pages * 4096, peak, cpu, i / 2000.0);
            }
        }
    }

    /// <summary>A recording in which everything that can be named is.</summary>
    public static ReportSamples Hostile(string name)
    {
        ReportSamples samples = WithMarkers();
        RecordingDocument.MarkerFacts[] markers = [new(3, name), new(5, name) { EndS = 30 }];
        RecordingDocument document = samples.Finished.Document with
        {
            Host = new(name, name, 1, null),
            Target = new(null, name, null, [name, name], null),
            Scope = "process",
            Markers = markers,
            Tool = name,
            Processes = [new(1, 2, null, name, 0, 1, null, null, null, name), new(3, null, null, null, 0, 1, null, null, null, null)],
        };
        PhaseReport phases = samples.Finished.Phases with { Phases = [new Phase(name, TimeSpan.Zero, TimeSpan.FromSeconds(1))] };
        return samples with { Finished = samples.Finished with { Document = document, Markers = document.Markers(_ => { }), Phases = phases } };
    }

    public byte[] Page(double from = 0, params ChartGuide[] lines)
    {
        using HtmlReport report = new(TimeSpan.FromSeconds(Finished.Document.IntervalS ?? 0), Finished.Summary.Metrics);
        Summary summary = new(Finished.Summary.Metrics, isPart: from > 0);
        SampleWindow window = new(TimeSpan.FromSeconds(from), TimeSpan.MaxValue, report, summary);
        foreach (Sample sample in Samples)
            window.Add(sample);
        using MemoryStream stream = new();
        report.Write(stream, Finished.Document, summary, Finished.Phases, Finished.Markers, lines);
        return stream.ToArray();
    }

    /// <summary>A number below the limit, the same at every run (the finalizer of MurmurHash3).</summary>
    private static uint Noise(int number, int salt, uint limit)
    {
        uint hash = unchecked(((uint)number * 8) + (uint)salt);
        hash = unchecked((hash ^ (hash >> 16)) * 0x85ebca6b);
        hash = unchecked((hash ^ (hash >> 13)) * 0xc2b2ae35);
        return (hash ^ (hash >> 16)) % limit;
    }
}
