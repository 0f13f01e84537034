using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;
using static MemoryTracker.Tests.Charts.ProcessSamples;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

/// <summary>Charts with all that is drawn, for pictures that are compared.</summary>
internal static class VectorSamples
{
    /// <summary>A name as somebody would give it who wants to break a document.</summary>
    public const string Hostile = "</title><script>alert(1)</script> ]]> & \"quoted\" 'so' \e[31m\n\t\0 \ud83d \uFFFE 漢字 é two spaces –→ \u202Eevil";

    private const int Seconds = 100;

    /// <summary>Each with a name, and how it is drawn.</summary>
    public static IReadOnlyDictionary<string, (ChartContent Content, ChartOptions Options)> All { get; } = new Dictionary<string, (ChartContent Content, ChartOptions Options)>
    {
        ["usual"] = (Usual(), new ChartOptions()),
        ["dark"] = (Usual(), new ChartOptions { Theme = ChartTheme.Dark, TimeAxis = TimeAxis.Clock }),
        ["parts"] = (Of([.. MetricSet.Memory.InOrder, Metric.Cpu]), new ChartOptions()),
        ["processes"] = (Processes(), new ChartOptions()),
        ["markers"] = (Marked(), new ChartOptions { Layout = ChartLayout.Panels }),
        ["panels"] = (Of([Metric.Rss, Metric.Cpu, Metric.ReadBytes, Metric.Threads]), new ChartOptions { Layout = ChartLayout.Panels, Theme = ChartTheme.Dark }),
        ["gaps"] = (Of([Metric.Rss, Metric.PeakRss, Metric.Pss, Metric.Cpu], i => i % 25 < 8 || i == 62), new ChartOptions { Width = 1200, Height = 500 }),
        ["hostile"] = (Usual() with { Title = Hostile, Footer = Hostile, Note = Hostile, Markers = [MarkerSamples.Span(20, 60, Hostile), MarkerSamples.Moment(70, Hostile)] }, new ChartOptions { Width = 800, Height = 450 }),
        ["dense"] = (Dense(), new ChartOptions()),
        ["large"] = (Marked(), new ChartOptions { Width = 2400, Height = 1350, TimeAxis = TimeAxis.Clock }),
        ["short processes"] = (ShortProcesses(), new ChartOptions { Theme = ChartTheme.Dark }),
        ["empty"] = (Of([Metric.Rss, Metric.Cpu], _ => true), new ChartOptions()),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Any characters at all, halves of such among them.</summary>
    public static string AnyText(Random random) => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x80))));

    private static ChartContent Usual() => Of([Metric.Rss, Metric.PeakRss, Metric.Cpu]) with
    {
        Peak = new ChartPeak(TimeSpan.FromSeconds(71), TimeSpan.FromSeconds(72), 390 * MiB, "peak 390.0 MiB at 1:12"),
    };

    private static ChartContent Marked() => Usual() with
    {
        Markers =
        [
            MarkerSamples.Span(5, 60, "outer"), MarkerSamples.Moment(8, "load done"), MarkerSamples.Span(10, 30, "inner"), MarkerSamples.Span(15, 20, "innermost"),
            MarkerSamples.Moment(33, "checkpoint"), MarkerSamples.Span(70, 100, "open", isOpen: true), MarkerSamples.Moment(75, "gc"), MarkerSamples.Span(80, 90, "in the open"),
        ],
        MarkersLeftOut = 1234,
    };

    private static ChartContent Dense()
    {
        Random random = new(3);
        ChartSeries series = new(TimeSpan.FromMilliseconds(2), Metric.Rss, Metric.Cpu);
        double rss = 200;
        for (int i = 0; i < 50_000; i++)
            series.Add(Samples.At(i / 500.0, rss: (rss += random.NextDouble() - 0.5) * MiB, cpu: i % 10_000 < 2000 ? 5 : 100 * random.NextDouble()));

        return Usual() with { Series = series.All, Peak = null };
    }

    private static ChartContent Processes() => Chart(
        Enumerable.Range(0, Seconds + 1).Select(i => At(i, Enumerable.Range(0, 12).Where(ordinal => i >= 5 * ordinal && (ordinal % 3 > 0 || i < 70)).Select(ordinal => (ordinal, 3 + (40.0 / (1 + ordinal)) + (ordinal % 4 * Math.Sin(i / 4.0)))))),
        Metric.Rss, Metric.Cpu);

    /// <summary>Layers of less than a pixel, and a process that is unknown for a time.</summary>
    private static ChartContent ShortProcesses() => Chart(
        Enumerable.Range(0, 2 * Seconds).Select(i => At(i, [(0, i is > 90 and < 120 ? double.NaN : 500 + (i % 7)), .. Enumerable.Range(1 + (i / 2), 9).Select(ordinal => (ordinal, ordinal % 5 == 0 ? 40.0 : 0.5))])));

    private static ChartContent Of(Metric[] metrics, Func<int, bool>? isUnknown = null)
    {
        ChartSeries series = new(TimeSpan.FromSeconds(1), metrics);
        Sample sample = new();
        for (int i = 0; i <= Seconds; i++)
        {
            sample.Elapsed = TimeSpan.FromSeconds(i);
            foreach (Metric metric in metrics) sample.Total[metric] = isUnknown?.Invoke(i) == true ? double.NaN : Figure(metric, i);
            series.Add(sample);
        }

        return new ChartContent
        {
            Title = "python3 train.py (PID 12345)",
            Footer = "host, every 1 s, 101 samples",
            Start = new DateTimeOffset(2026, 11, 23, 13, 58, 12, TimeSpan.FromHours(1)),
            Elapsed = TimeSpan.FromSeconds(Seconds),
            Series = series.All,
        };
    }

    private static double Figure(Metric metric, int second) => metric.Name switch
    {
        "rss" => (200 + (100 * Math.Sin(second / 9.0))) * MiB,
        "peak_rss" => second % 12 < 4 ? (second == 72 ? 390 : 320 + second % 5) * MiB : double.NaN,
        "anon" => (120 + (60 * Math.Sin(second / 9.0))) * MiB,
        "file" => (60 + (40 * Math.Sin(second / 9.0))) * MiB,
        "shmem" => 20 * MiB,
        "cpu" => second == 0 ? double.NaN : 50 + (45 * Math.Cos(second * 1.7)),
        "pss" => second % 10 == 3 ? 150 * MiB : double.NaN,
        _ => metric.Kind == MetricKind.Counter ? metric.Index * second * second * 100 : metric.Index + (second % 7),
    };
}
