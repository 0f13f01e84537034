using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

/// <summary>What a recording of a month must still get right, on a month that takes no time; <c>bench/endurance</c> does the same with every sample of it.</summary>
public class EnduranceTests
{
    private const int Readings = 100_001;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Step = Month / (Readings - 1);
    private static readonly MetricSet Metrics = new(Metric.Rss, Metric.PeakRss, Metric.Cpu, Metric.CpuTime);

    [Fact]
    public void The_last_row_of_a_month_is_right_to_the_microsecond_and_the_byte()
    {
        using Scratch scratch = new();
        Summary summary = Record(scratch.File("month.csv"));
        string[] rows = File.ReadAllLines(scratch.File("month.csv"));

        Assert.Equal(Readings + 2, rows.Length);
        Assert.Equal("2026-03-30T23:59:58.000000Z,2592000.000000,4194304,synthetic,6597479366656,,250.000,6480000.000000", rows[Readings]);
        Assert.Equal("2026-03-31T00:00:23.920000Z,2592025.920000,4194304,synthetic,,,250.000,6480064.800000", rows[Readings + 1]);
        Assert.Equal(Month + Step, summary.Elapsed);
        Assert.Equal(SyntheticTarget.CoresUsed * (Month + Step).TotalSeconds, summary.CpuSeconds);
        Assert.Equal(250, summary.MeanCpu, 9);
    }

    [Fact]
    public void Nothing_rounds_its_figures_away()
    {
        using Scratch scratch = new();
        Summary summary = Record(scratch.File("month.csv"));
        long[] truth = [.. Enumerable.Range(0, Readings).Select(reading => SyntheticTarget.Rss(reading))];

        Assert.Equal(truth.Length, summary.Rss.Count);
        Assert.Equal(truth.Min(), summary.Rss.Min);
        Assert.Equal(truth.Max(), summary.Rss.Max);
        // Six tebibytes in the mean, to the byte.
        Assert.Equal(truth.Average(value => (double)(value - SyntheticTarget.Base)), summary.Rss.Mean - SyntheticTarget.Base, 0.5);
    }

    [Fact]
    public void Read_back_it_says_the_same()
    {
        using Scratch scratch = new();
        Summary live = Record(scratch.File("month.csv"));
        Summary read = new(Metrics);
        using RecordedFile file = RecordedFile.Open(scratch.File("month.csv"));
        Sample sample = new();
        while (file.TryRead(sample))
            read.Add(sample);

        Assert.Equal((live.Samples, live.Elapsed, live.Start), (read.Samples, read.Elapsed, read.Start));
        Assert.Equal((live.Rss.Mean, live.Rss.StandardDeviation, live.Rss.Quantile(0.99)), (read.Rss.Mean, read.Rss.StandardDeviation, read.Rss.Quantile(0.99)));
        Assert.Equal(live[Metric.CpuTime].Last, read[Metric.CpuTime].Last);
    }

    private static Summary Record(string csv)
    {
        using SyntheticTarget target = new(Step, Readings);
        using CsvFile file = new(csv, Metrics);
        using BackgroundWriter writer = new([file], Metrics, hasProcessRows: false, waitsForRoom: true, Assert.Fail, () => []);
        Summary summary = new(Metrics);
        RecordingOptions options = new() { Interval = TimeSpan.Zero, Metrics = Metrics };
        using Recorder recorder = new(target, options, summary, new Timeline(), new GrowthSeries(Metric.Rss), new ChartSeries(Step, Metrics.InOrder), writer);
        RecordingResult result = recorder.Run();
        writer.Finish();
        Assert.Equal(Readings, result.Samples);
        Assert.Equal(0, writer.LostRows + file.LostRows);
        return summary;
    }
}
