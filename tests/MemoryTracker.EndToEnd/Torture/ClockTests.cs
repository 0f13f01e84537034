using System.Globalization;
using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>The time of day is set while a recording goes on, and the machine is suspended: elapsed time goes on evenly, and what was not sampled is a gap.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Setting_the_clock_forwards_and_back_moves_the_time_of_day_and_nothing_else()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        MovedClocks clocks = new(scratch);
        await using RunningProcess tracker = Start(clocks, scratch, load.Pid);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 10);
        clocks.Move(TimeSpan.FromHours(1), TimeSpan.Zero);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 20);
        clocks.Move(TimeSpan.FromHours(-1), TimeSpan.Zero);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 30);
        tracker.Send(Signal.Int);
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Empty(ended.Errors);
        List<Row> rows = Rows(scratch);
        double[] moved = [.. rows.Select(row => (row.Time / 1e9) - row.Elapsed - (rows[0].Time / 1e9))];
        Assert.Equal([0, 3600, -3600], moved.Select(hours => Math.Round(hours)).Distinct());
        AssertEven(rows);
        Assert.Equal(0, LongestGap(scratch));
        await AssertReplayed(scratch, rows, "--time", "clock");
    }

    [Fact]
    public async Task Suspended_time_is_a_gap_and_is_told()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");
        MovedClocks clocks = new(scratch);
        await using RunningProcess tracker = Start(clocks, scratch, load.Pid);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 10);
        // Both go on while the machine is suspended.
        clocks.Move(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(90));
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 20);
        tracker.Send(Signal.Int);
        Ended ended = (await tracker.End()).Expect(0);

        Assert.Equal("memory_tracker: the machine was suspended for 1:30:00 meanwhile: nothing was sampled then, which is a gap\n", ended.Errors);
        List<Row> rows = Rows(scratch);
        Assert.InRange(LongestGap(scratch), 5400, 5400 + Patience.Limit.TotalSeconds);
        Assert.All(rows, row => Assert.InRange((row.Time / 1e9) - row.Elapsed - (rows[0].Time / 1e9), -1, 1));
        JsonElement end = JsonDocument.Parse(scratch.Text("data.meta.json")).RootElement.GetProperty("end");
        Assert.InRange(end.GetProperty("suspended_s").GetDouble(), 5399, 5401);
        scratch.Write("marks", "1.5 begun\n");
        await using RunningProcess again = RunningProcess.Start(scratch, [PublishedBinary.Path, "plot", "data.csv", "--markers", "marks", "--markers-clock", "monotonic", "-o", "again.png"]);
        Assert.Contains("the machine was suspended while this was recorded", (await again.End()).Expect(2).Errors, StringComparison.Ordinal);
        Assert.True(MetaDocument.Read(scratch.File("data.meta.json")).MissedTicks >= 5400 / Interval.TotalSeconds - 1);
        await AssertReplayed(scratch, rows);
    }

    private static RunningProcess Start(MovedClocks clocks, Scratch scratch, int pid) => clocks.Start(scratch, [
        PublishedBinary.Path, "--pid", $"{pid}", "-i", $"{Interval.TotalMilliseconds}ms", "-c", "data.csv", "-o", "chart.png", "-o", "page.html", "--time", "clock"]);

    /// <summary>Not by the reader that holds recordings to times of day that never fall.</summary>
    private static List<Row> Rows(Scratch scratch) => CsvText.Records(scratch.Text("data.csv"))[1..].ConvertAll(Row.Parse);

    private static void AssertEven(List<Row> rows)
    {
        foreach ((Row before, Row row) in rows.Zip(rows.Skip(1)))
            Assert.InRange(row.Elapsed - before.Elapsed, 0, Patience.Limit.TotalSeconds);
        Assert.All(rows.Where(row => row.Cpu is not null), row => Assert.InRange(row.Cpu!.Value, 0, 800));
    }

    /// <summary>The longest time without a sample, in seconds, that is more than a busy machine makes.</summary>
    private static double LongestGap(Scratch scratch)
    {
        List<Row> rows = Rows(scratch);
        double longest = rows.Zip(rows.Skip(1), (before, row) => row.Elapsed - before.Elapsed).Max();
        return longest > Patience.Limit.TotalSeconds ? longest : 0;
    }

    /// <summary>Read again it is as long, and can be drawn by the time of day.</summary>
    private static async Task AssertReplayed(Scratch scratch, List<Row> rows, params string[] options)
    {
        Ended ended = (await Tracker.Run(scratch, ["plot", "data.csv", "-o", "again.json", "-o", "again.png", .. options])).Expect(0);
        Assert.Empty(ended.Errors);
        Assert.NotEqual(0, PngImage.Read(scratch.File("again.png")).Width);
        using JsonDocument document = JsonDocument.Parse(scratch.Text("again.json"));
        double duration = document.RootElement.GetProperty("end").GetProperty("elapsed_s").GetDouble();
        Assert.True(Math.Abs(duration - rows[^1].Elapsed) < 0.001, string.Create(CultureInfo.InvariantCulture, $"{duration} s instead of {rows[^1].Elapsed} s"));
    }
}
