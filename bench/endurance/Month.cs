using System.Globalization;
using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Endurance;

/// <summary>A month at 10 Hz, recorded by the recorder itself into a CSV, and read back: all but the waiting and the reading of /proc is real.</summary>
internal static class Month
{
    private const long Samples = 30L * 24 * 3600 * 10;
    private const long Settled = 200_000;
    private const double MostGrowth = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly MetricSet Metrics = new(Metric.Rss, Metric.PeakRss, Metric.Cpu, Metric.CpuTime);

    public static bool Run(double share)
    {
        long samples = (long)(Samples * share);
        string csv = Path.Combine(Directory.CreateTempSubdirectory("memory_tracker-endurance-").FullName, "month.csv");
        try
        {
            Findings found = new();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{samples * Interval.TotalDays:0.##} days at 10 Hz, {samples:#,0} samples by the recorder into a CSV:"));
            Console.WriteLine();
            Summary live = Record(csv, samples, found);
            ReadBack(csv, samples, live, found);
            return found.AreRight;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(csv)!, recursive: true);
        }
    }

    private static Summary Record(string csv, long samples, Findings found)
    {
        using SyntheticTarget target = new(Interval, samples);
        using CsvFile file = new(csv, Metrics);
        using BackgroundWriter writer = new([file], Metrics, hasProcessRows: false, waitsForRoom: true, problem => found.Check(false, $"{problem}"), () => []);
        Summary summary = new(Metrics);
        Meter meter = new(Math.Min(Settled, samples / 2));
        RecordingOptions options = new() { Interval = TimeSpan.Zero, Metrics = Metrics };
        using Recorder recorder = new(target, options, summary, new Timeline(), new GrowthSeries(Metric.Rss), new ChartSeries(Interval, Metrics.InOrder), writer, meter);
        TimeSpan used = OwnUse.Cpu;
        RecordingResult result = recorder.Run();
        writer.Finish();
        double each = (OwnUse.Cpu - used).TotalNanoseconds / samples;
        double after = OwnUse.Mebibytes();

        found.Check(result.Samples == samples && writer.LostRows + file.LostRows == 0, $"{result.Samples:#,0} samples, {writer.LostRows + file.LostRows} rows lost, {each:0} ns of CPU each");
        found.Check(after - meter.Mebibytes <= MostGrowth, $"own RSS {meter.Mebibytes:0.0} MiB after {meter.At:#,0} samples, {after:0.0} MiB after all");
        // The end row, in which the process is gone, is one interval later.
        found.Check(summary.Elapsed == samples * Interval, $"elapsed at the end {summary.Elapsed.TotalSeconds:0.000000} s");
        found.Check(summary.CpuSeconds == SyntheticTarget.CoresUsed * summary.Elapsed.TotalSeconds, $"CPU time {summary.CpuSeconds:0.000000} s");
        return summary;
    }

    private static void ReadBack(string csv, long samples, Summary live, Findings found)
    {
        TimeSpan used = OwnUse.Cpu;
        Summary read = new(Metrics);
        Sample sample = new();
        long number = 0;
        bool isExact = true;
        using (RecordedFile file = RecordedFile.Open(csv))
        {
            for (; file.TryRead(sample); number++)
            {
                read.Add(sample);
                isExact &= sample.Elapsed == number * Interval && sample.Time == SyntheticTarget.Begin + sample.Elapsed
                    && (number == samples || sample.Total[Metric.Rss] == SyntheticTarget.Rss(number));
            }

            found.Check(file.Notices.Count == 0, $"read back with {(OwnUse.Cpu - used).TotalSeconds:0.0} s of CPU, nothing to complain of{string.Join("; ", file.Notices)}");
        }

        found.Check(number == samples + 1, $"{number:#,0} rows in {new FileInfo(csv).Length:#,0} bytes");
        found.Check(isExact, $"each with its moment to the microsecond and its RSS to the byte, the last at {sample.Time:O}");
        found.Check(
            (read.Rss.Mean, read.Rss.StandardDeviation, read.Rss.Quantile(0.99), read[Metric.CpuTime].Last) == (live.Rss.Mean, live.Rss.StandardDeviation, live.Rss.Quantile(0.99), live[Metric.CpuTime].Last),
            $"the same mean ({read.Rss.Mean:#,0} bytes), deviation, 99th percentile and CPU time as live");
    }

    /// <summary>Looks at our memory once what is kept has reached its bounds.</summary>
    private sealed class Meter(long at) : ISampleSink
    {
        private long _taken;

        public long At => at;

        public double Mebibytes { get; private set; }

        public void Add(Sample sample)
        {
            if (++_taken == at)
                Mebibytes = OwnUse.Mebibytes();
        }
    }
}
