using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>Row n is due n intervals after the first, however long the recording: lateness never adds up.</summary>
[Collection(nameof(Alone))]
public sealed class ScheduleTests
{
    private const double Interval = 0.010;
    private const int Ticks = 500;

    [Fact]
    public async Task Samples_are_taken_when_they_are_due_and_do_not_drift()
    {
        (CsvRecording recording, _) = await Record();
        List<double> late = [.. recording.Rows.Select(row => row.Elapsed - (TickOf(row) * Interval))];

        Assert.InRange(Median(late), 0, Interval / 4);
        Assert.InRange(Math.Abs(Median(late[^100..]) - Median(late[..100])), 0, Interval / 4);
    }

    [Fact]
    public async Task A_late_tick_is_skipped_never_squeezed_in()
    {
        (CsvRecording recording, MetaDocument document) = await Record();
        List<int> ticks = [.. recording.Rows.SkipLast(1).Select(TickOf)];

        Assert.Equal(ticks.Distinct(), ticks);
        Assert.InRange(recording.Last.Elapsed, Ticks * Interval, Patience.Limit.TotalSeconds);

        // One row more than intervals, or two: the last sample is taken when the duration is over, whether a tick is due then or not.
        Assert.Equal(recording.Rows.Count, document.Samples);
        Assert.InRange(recording.Rows.Count + document.MissedTicks!.Value, Ticks + 1, Ticks + 2);
        Assert.Equal(0, document.LostRows);
    }

    private static async Task<(CsvRecording Recording, MetaDocument Document)> Record()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        (await Tracker.Run(scratch, "--pid", $"{load.Pid}", "-i", "10ms", "-d", "5", "-c", "data.csv", "-o", "x.json", "--quiet")).Expect(0);
        return (CsvRecording.Read(scratch.File("data.csv")), MetaDocument.Read(scratch.File("x.json")));
    }

    /// <summary>The tick a row belongs to. Elapsed counts from the first row, which may itself have been taken a little late.</summary>
    private static int TickOf(Row row) => (int)((row.Elapsed / Interval) + 0.2);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
