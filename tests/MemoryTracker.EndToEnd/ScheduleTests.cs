using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>Row n is due n intervals after the first: lateness never adds up, and what is missed is not made up for.</summary>
[Collection(nameof(Alone))]
public sealed class ScheduleTests
{
    private const double Interval = 0.010;

    [Fact]
    public async Task Samples_are_taken_when_they_are_due_and_do_not_drift()
    {
        const int Ticks = 500;
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(scratch, load, Ticks);
        (await tracker.End()).Expect(0);

        CsvRecording recording = AssertEveryTickAccountedFor(scratch, Ticks);
        List<double> late = [.. recording.Rows.Select(Lateness)];
        Assert.InRange(Median(late), 0, Interval / 4);
        Assert.InRange(Math.Abs(Median(late[^100..]) - Median(late[..100])), 0, Interval / 4);
    }

    [Fact]
    public async Task Ticks_that_pass_while_the_tracker_cannot_run_are_counted_and_skipped()
    {
        const int Ticks = 200;
        const int Stopped = 50;
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        await using RunningProcess tracker = await Record(scratch, load, Ticks);

        tracker.Send(Signal.Stop);
        await Task.Delay(TimeSpan.FromSeconds(Stopped * Interval), TestContext.Current.CancellationToken);
        tracker.Send(Signal.Cont);
        (await tracker.End()).Expect(0);

        CsvRecording recording = AssertEveryTickAccountedFor(scratch, Ticks);
        Assert.InRange(recording.Rows.Count, 2, Ticks - Stopped + 2);
    }

    private static Task<RunningProcess> Record(Scratch scratch, LoadProcess load, int ticks)
    {
        string duration = $"{ticks * Interval * 1000:0}ms";
        return Tracker.Record(scratch, load.Pid, "data.csv", "-i", "10ms", "-d", duration, "-o", "x.json", "--quiet");
    }

    /// <summary>A row or a miss for each tick, and at the end one sample more when the duration is over just before or after a tick.</summary>
    private static CsvRecording AssertEveryTickAccountedFor(Scratch scratch, int ticks)
    {
        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        MetaDocument document = MetaDocument.Read(scratch.File("x.json"));
        Assert.InRange(recording.Last.Elapsed, ticks * Interval, Patience.Limit.TotalSeconds);
        Assert.Equal(recording.Rows.Count, document.Samples);
        Assert.InRange(recording.Rows.Count + document.MissedTicks!.Value, ticks + 1, ticks + 2);
        Assert.Equal(0, document.LostRows);
        return recording;
    }

    /// <summary>Time since the tick was due. Elapsed counts from the first row, which may itself have been taken a little late.</summary>
    private static double Lateness(Row row)
    {
        int tick = (int)((row.Elapsed / Interval) + 0.2);
        return row.Elapsed - (tick * Interval);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
