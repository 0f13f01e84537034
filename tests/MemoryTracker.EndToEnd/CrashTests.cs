using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>The tracker itself is killed, as the kernel does when memory runs out: what it had sampled stays readable.</summary>
public sealed class CrashTests
{
    private const int Attempts = 5;
    private static readonly TimeSpan MayBeMissing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_killed_tracker_loses_no_more_than_the_last_tenth_of_a_second()
    {
        // One attempt of several must keep to it: on a busy machine the kernel may not have let the tracker run just then.
        List<double> missing = [];
        while (missing.Count < Attempts && (missing.Count == 0 || missing[^1] > (MayBeMissing + Interval).TotalMilliseconds))
            missing.Add((await RecordAndKill()).TotalMilliseconds);

        Assert.True(missing[^1] <= (MayBeMissing + Interval).TotalMilliseconds, $"missing before the kill: {string.Join(", ", missing)} ms");
    }

    private static async Task<TimeSpan> RecordAndKill()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "10ms", "-o", "chart.png");
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 30);

        DateTime killed = DateTime.UtcNow;
        tracker.Send(Signal.Kill);
        (await tracker.End()).Expect(137);

        Assert.Equal(["data.csv", "data.meta.json"], scratch.Names());
        Assert.Null(MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
        CsvRecording recording = CsvRecording.ReadTorn(scratch.File("data.csv"));
        return killed - DateTime.UnixEpoch.AddTicks(recording.Last.Time / 100);
    }
}
