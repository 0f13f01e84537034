using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

public class AllocationTests
{
    private const int Beginning = 100;
    private const int Ticks = 10_000;

    [Theory]
    [InlineData(50, false)]
    [InlineData(0, false)]
    [InlineData(0, true)]
    public void Ten_thousand_ticks_allocate_nothing(int microseconds, bool readsEverything)
    {
        MetricSet metrics = readsEverything ? MetricSet.All : MetricSet.Default;
        TimeSpan interval = TimeSpan.FromMicroseconds(microseconds);
        using Scratch scratch = new();
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        using CsvFile file = new(scratch.File("x.csv"), metrics);
        using BackgroundWriter writer = new([file], metrics, waitsForRoom: microseconds == 0, Assert.Fail, () => []);
        AllocationMeter meter = new();
        RecordingOptions options = new() { Interval = interval, Metrics = metrics, SmapsBudget = 0.1 };
        using Recorder recorder = new(target, options, new Summary(metrics), new Timeline(), new ChartSeries(interval, metrics.InOrder), writer, meter);
        meter.Recorder = recorder;

        RecordingResult result = recorder.Run();
        writer.Finish();

        Assert.Equal(Beginning + Ticks, meter.Taken);
        Assert.Equal(0, meter.Allocated);
        Assert.Equal(result.Samples, scratch.Text("x.csv").Count(c => c == '\n') - 1);
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
