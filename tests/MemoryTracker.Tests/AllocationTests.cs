using MemoryTracker.Charts;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Statistics.Growth;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

public class AllocationTests
{
    private const int Beginning = 100;
    private const int Ticks = 10_000;

    [Theory]
    [InlineData(50)]
    [InlineData(0)]
    public void Ten_thousand_ticks_allocate_nothing(int microseconds)
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        Record(target, TimeSpan.FromMicroseconds(microseconds), MetricSet.Default);
    }

    /// <summary>Of a process of one thread: to remember a new one takes memory, which is no tick's fault.</summary>
    [Fact]
    public void Nor_do_they_with_every_metric_whether_the_page_tables_are_read_or_their_budget_forbids_it()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);
        RecordingResult result = Record(target, TimeSpan.Zero, MetricSet.All);

        Assert.InRange(target.Smaps!.Value.Count, 2, result.Samples - 1);
    }

    /// <summary>Those of a tree in which nobody comes or goes. To remember a new process takes memory, which is no tick's fault either.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nor_do_they_of_a_tree_that_stands_still(bool hasEveryMetric)
    {
        using PythonTree python = new("tell(fork(), fork(), fork())");
        using ProcessSet target = ProcessSet.Attach([python.Pid], new SetOptions { IncludesChildren = true }, ProcRoot.Default);
        Record(target, TimeSpan.Zero, hasEveryMetric ? MetricSet.All : MetricSet.Default);

        Assert.Equal(4, target.Living.Count);
    }

    private static RecordingResult Record(RecordingTarget target, TimeSpan interval, MetricSet metrics)
    {
        using Scratch scratch = new();
        using CsvFile file = new(scratch.File("x.csv"), metrics);
        using BackgroundWriter writer = new([file], metrics, hasProcessRows: target is ProcessSet, waitsForRoom: interval == TimeSpan.Zero, Assert.Fail, () => []);
        AllocationMeter meter = new();
        RecordingOptions options = new() { Interval = interval, Metrics = metrics, SmapsBudget = 0.1 };
        using Recorder recorder = new(target, options, new Summary(metrics), new Timeline(), new GrowthSeries(Metric.Rss), new ChartSeries(interval, metrics.InOrder),
            new LimitWatch([Limit.Parse("rss > 1"), Limit.Parse("cpu > 50% for 1s")], new LimitActions { Warns = true }, TimeSpan.Zero, target, () => { }), writer, meter);
        meter.Recorder = recorder;

        RecordingResult result = recorder.Run();
        writer.Finish();

        Assert.Equal(Beginning + Ticks, meter.Taken);
        Assert.Equal(0, meter.Allocated);
        // Of several processes a row for each, below the total.
        Assert.Equal(result.Samples * (1 + target.Living.Count), scratch.Text("x.csv").Count(c => c == '\n') - 1);
        return result;
    }

    /// <summary>Stands last, so that what the others allocate for a tick is counted with it.</summary>
    private sealed class AllocationMeter : ISampleSink
    {
        private long _before;

        public Recorder? Recorder { get; set; }

        public int Taken { get; private set; }

        public long Allocated { get; private set; } = -1;

        public void Add(Sample sample)
        {
            if (Allocated >= 0)
                return;
            Taken++;
            if (Taken == Beginning)
                _before = GC.GetAllocatedBytesForCurrentThread();
            if (Taken != Beginning + Ticks)
                return;
            Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
            Recorder!.Stop();
        }
    }
}
