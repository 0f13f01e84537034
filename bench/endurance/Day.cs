using System.Diagnostics;
using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Endurance;

/// <summary>A day at 1 kHz through everything that keeps a recording's past, and the chart of it.</summary>
internal static class Day
{
    private const int Samples = 86_400_000;

    // What is kept has reached its bounds by then: 65,536 exact figures, 8,192 buckets.
    private const int Settled = 1_000_000;
    private const double MostGrowth = 1;
    private static readonly TimeSpan LongestDrawing = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    public static bool Run(double share)
    {
        int samples = (int)(Samples * share);
        ChartSeries series = new(Interval, MetricSet.Default.InOrder);
        Summary summary = new(MetricSet.Default);
        ISampleSink[] sinks = [summary, new Timeline(), new GrowthSeries(Metric.Rss), series];
        Sample sample = new();
        Feed(sinks, sample, 0, Math.Min(Settled, samples));
        double before = OwnUse.Mebibytes();
        TimeSpan used = OwnUse.Cpu;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Feed(sinks, sample, Settled, samples);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double each = (OwnUse.Cpu - used).TotalNanoseconds / Math.Max(1, samples - Settled);
        double after = OwnUse.Mebibytes();
        // The native command has nothing to compile when it draws.
        TimeSpan first = Draw(summary, series, out _);
        TimeSpan drawing = Draw(summary, series, out int bytes);

        Findings found = new();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A day at 1 kHz, {samples:#,0} samples through statistics, timeline, growth and chart:"));
        Console.WriteLine();
        found.Check(summary.Samples == samples, $"{summary.Samples:#,0} samples in the statistics, {each:0} ns of CPU each with the making of it");
        found.Check(allocated == 0, $"{allocated:#,0} bytes allocated by the last {samples - Settled:#,0}");
        found.Check(after - before <= MostGrowth, $"own RSS {before:0.0} MiB after {Settled:#,0} samples, {after:0.0} MiB after all");
        found.Check(drawing <= LongestDrawing, $"its chart drawn in {drawing.TotalSeconds:0.00} s (1600 × 900, PNG, {bytes:#,0} bytes); the first time, compiled meanwhile, in {first.TotalSeconds:0.00} s");
        return found.AreRight;
    }

    private static void Feed(ISampleSink[] sinks, Sample sample, int from, int to)
    {
        for (int number = from; number < to; number++)
        {
            sample.Elapsed = number * Interval;
            sample.Time = DateTime.UnixEpoch + sample.Elapsed;
            sample.CpuTime = sample.Elapsed / 2;
            // A leak, a wave and some noise, without a generator that would take longer than what is measured.
            sample.Total[Metric.Rss] = (100 << 20) + number + ((number % 60_000) << 8) + (unchecked(number * 2_654_435_761) & 0xfffff);
            sample.Total[Metric.PeakRss] = number % 7 == 0 ? sample.Total[Metric.Rss] + (1 << 20) : double.NaN;
            sample.Total[Metric.Cpu] = number % 80 == 79 ? number / 80 % 1000 / 10.0 : double.NaN;
            foreach (ISampleSink sink in sinks)
                sink.Add(sample);
        }
    }

    private static TimeSpan Draw(Summary summary, ChartSeries series, out int bytes)
    {
        Stopwatch drawing = Stopwatch.StartNew();
        ChartContent content = new() { Title = "a day at 1 kHz", Start = DateTimeOffset.UnixEpoch, Elapsed = summary.Elapsed, Series = series.All };
        bytes = PngChart.Draw(content, new ChartOptions())[0].Bytes.Length;
        return drawing.Elapsed;
    }
}
