using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Statistics;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Recordings.Replay;

/// <summary>What was recorded comes back from its file as it was.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<bool, int> Recordings => new() { { false, 0 }, { false, 10 }, { true, 0 }, { true, 10 } };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_of_a_process(bool hasEveryMetric, int milliseconds)
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);

        (List<KeptSample> live, Replayed replayed) = Record(target, hasEveryMetric ? MetricSet.All : MetricSet.Default, TimeSpan.FromMilliseconds(milliseconds));

        AssertSame(live, replayed, isCpuTimeExact: hasEveryMetric);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_of_a_tree(bool hasEveryMetric, int milliseconds)
    {
        using PythonTree python = new("tell(fork(), fork(), fork())");
        using ProcessSet target = ProcessSet.Attach([python.Pid], new SetOptions { IncludesChildren = true }, ProcRoot.Default);

        (List<KeptSample> live, Replayed replayed) = Record(target, hasEveryMetric ? MetricSet.All : MetricSet.DefaultOfSet, TimeSpan.FromMilliseconds(milliseconds));

        Assert.Contains("#3 ", live[^1].Processes, StringComparison.Ordinal);
        AssertSame(live, replayed, isCpuTimeExact: hasEveryMetric);
    }

    [Fact]
    public void A_recording_of_a_process_that_ends()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);

        (List<KeptSample> live, Replayed replayed) = Record(target, MetricSet.Default, TimeSpan.FromMilliseconds(10), child.End);

        Assert.True(live[^1].HasEnded);
        AssertSame(live, replayed, isCpuTimeExact: false);
    }

    [Fact]
    public void Without_its_document_it_is_the_same_as_far_as_that_can_be_told()
    {
        using Child child = Child.Sleeping().UntilNamed("sleep");
        using AttachedProcess target = AttachedProcess.Attach(child.Pid, ProcRoot.Default);

        (List<KeptSample> live, _) = Record(target, MetricSet.Default, TimeSpan.FromMilliseconds(10), child.End);
        File.Delete(_scratch.File("data.meta.json"));
        Replayed replayed = Replayed.Of(_scratch.File("data.csv"));

        // On a machine that hardly gives us time the interval cannot be concluded, and then gaps are not told.
        if (replayed.Document.IntervalS is null)
            live = [.. live.Select(sample => sample with { FollowsGap = false })];
        AssertSame(live, replayed, isCpuTimeExact: false);
    }

    [Fact]
    public void Compressed_it_still_finds_its_document()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        (List<KeptSample> live, Replayed replayed) = Record(target, MetricSet.Default, TimeSpan.FromMilliseconds(10));
        File.WriteAllBytes(_scratch.File("data.csv.gz"), Replayed.Compressed(File.ReadAllBytes(_scratch.File("data.csv"))));

        Replayed compressed = Replayed.Of(_scratch.File("data.csv.gz"));

        AssertSame(live, compressed, isCpuTimeExact: false);
        Assert.Equal(RecordingJson.Write(replayed.Document), RecordingJson.Write(compressed.Document));
    }

    [Theory]
    [InlineData("{", "is left out of account: ")]
    [InlineData("{\"version\":1}", "is left out of account: ")]
    [InlineData("start", "it is that of another recording")]
    [InlineData("start in the same second", "it is that of another recording")]
    [InlineData("pid", "it is that of another recording")]
    [InlineData("metrics", "it is that of another recording")]
    [InlineData("end", "it is that of another recording")]
    [InlineData("part", "it is that of another recording")]
    [InlineData("scope", "whose totals are not in the file: told is of process ")]
    public void A_document_that_is_not_its_own_does_not_count(string what, string why)
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        (List<KeptSample> live, Replayed replayed) = Record(target, MetricSet.Default, TimeSpan.Zero);
        RecordingDocument own = replayed.Document;
        RecordingDocument other = what switch
        {
            "start" => own with { Start = own.Start!.Value.AddSeconds(1.5), Part = new(0, 1) },
            "start in the same second" => own with { Start = own.Start!.Value.AddMicroseconds(-300) },
            "metrics" => own with { Metrics = [.. own.Metrics.Skip(1)] },
            "end" => own with { End = own.End! with { ElapsedS = 0 } },
            "part" => own with { Part = new(0.01, 1) },
            "scope" => own with { Scope = "tree" },
            _ => own with { Target = own.Target with { Pid = 1 } },
        };
        if (what.StartsWith('{'))
            _scratch.Write("data.meta.json", what);
        else
            File.WriteAllBytes(_scratch.File("data.meta.json"), RecordingJson.Write(other));

        Replayed alone = Replayed.Of(_scratch.File("data.csv"));

        Assert.Contains(why, Assert.Single(alone.Notices), StringComparison.Ordinal);
        Assert.Null(alone.Document.End);
        Assert.Equal(live.Select(sample => sample.Total), alone.Samples.Select(sample => sample.Total));
    }

    [Fact]
    public void A_document_stays_its_own_when_a_spreadsheet_has_taken_a_column_away_and_cut_times_to_the_second()
    {
        using AttachedProcess target = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        (_, Replayed replayed) = Record(target, MetricSet.Default, TimeSpan.FromMilliseconds(10));
        IEnumerable<string> lines = File.ReadLines(_scratch.File("data.csv")).Select(line => line.Split(',')).Select((cells, number) =>
            string.Join(',', (string[])[number == 0 ? cells[0] : cells[0][..19] + "Z", .. cells[1..5], cells[6]]));
        _scratch.Write("data.csv", string.Join('\n', lines) + "\n");

        Replayed again = Replayed.Of(_scratch.File("data.csv"));

        Assert.Empty(again.Notices);
        Assert.Equal(RecordingJson.Write(replayed.Document), RecordingJson.Write(again.Document));
    }

    private (List<KeptSample> Live, Replayed Replayed) Record(RecordingTarget target, MetricSet metrics, TimeSpan interval, Action? end = null)
    {
        RecordingOptions options = new() { Interval = interval, Metrics = metrics, Duration = TimeSpan.FromMilliseconds(end is null ? 150 : 60_000) };
        RecordingDocument document = DocumentMaker.Begin(target, options, ProcRoot.Default);
        using CsvFile file = new(_scratch.File("data.csv"), metrics);
        using BackgroundWriter writer = new([file], metrics, hasProcessRows: target is ProcessSet, waitsForRoom: interval == TimeSpan.Zero, Assert.Fail, () => []);
        KeptSamples live = new();
        Summary summary = new(metrics);
        using Recorder recorder = new(target, options, summary, live, writer);
        using Timer timer = new(_ => end?.Invoke(), null, end is null ? Timeout.Infinite : 100, Timeout.Infinite);

        RecordingResult result = recorder.Run();
        writer.Finish();
        document = DocumentMaker.Complete(document.StartedAt(summary.Start, recorder.Started), summary, result, target.Command.ToString(), null, Finished.Ordinary().Document.Accuracy!);
        File.WriteAllBytes(_scratch.File("data.meta.json"), RecordingJson.Write(document));
        Replayed replayed = Replayed.Of(_scratch.File("data.csv"));
        if (end is null)
            Assert.Equal(RecordingJson.Write(document), RecordingJson.Write(replayed.Document));
        return (live.All, replayed);
    }

    private static void AssertSame(List<KeptSample> live, Replayed replayed, bool isCpuTimeExact)
    {
        Assert.InRange(live.Count, 2, int.MaxValue);
        Assert.Empty(replayed.Notices);
        Assert.Equal(live.Select(sample => sample with { CpuTime = null }), replayed.Samples.Select(sample => sample with { CpuTime = null }));
        TimeSpan lost = TimeSpan.Zero;
        foreach ((KeptSample told, KeptSample read) in live.Zip(replayed.Samples))
        {
            // A rate is rounded to a thousandth of a percent, and times to a microsecond.
            lost += (told.Elapsed * 0.000_005) + TimeSpan.FromMicroseconds(3);
            if (isCpuTimeExact)
                Assert.Equal(told.CpuTime, read.CpuTime);
            else if (read.CpuTime is { } cpu)
                Assert.InRange((cpu - told.CpuTime!.Value).Duration(), TimeSpan.Zero, lost);
        }
    }
}
