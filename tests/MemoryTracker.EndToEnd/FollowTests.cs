using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd;

/// <summary>A recording that goes on when its process has ended and another of the name begins.</summary>
public sealed class FollowTests
{
    private static readonly string[] Files = ["-i", "50ms", "-c", "data.csv", "-o", "chart.png"];

    [Fact]
    public async Task A_restart_is_counted_and_marked_and_the_time_between_is_a_gap()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        (int first, int second) = await RecordTwo(scratch, named);

        SetDocument document = SetDocument.Read(scratch.File("data.meta.json"));
        Assert.Equal((1, "stopped"), (document.Restarts, document.EndReason));
        Assert.Equal(new[] { first, second }.Order(), document.Processes.Select(process => process.Pid).Order());
        Assert.NotEmpty(MarkedRecording.Read(scratch.File("data.meta.json")).Markers);
        Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);

        // A row has the moment at which its tick began; a process is met a little later in it.
        const double Moment = 0.01;

        // No memory is told of the time in which there was no process.
        ListedProcess before = document.Listed(first);
        ListedProcess after = document.Listed(second);
        Assert.True(before.LastS <= after.FirstS, $"{before} and {after} are at the same time");
        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        Assert.DoesNotContain(recording.Totals, row => row.Elapsed > before.LastS + Moment && row.Elapsed < after.FirstS - Moment && row.Rss is not null);
        Assert.Contains(recording.Totals, row => row.Elapsed >= after.FirstS && row.Rss > 0);
    }

    [Fact]
    public async Task The_counters_of_the_new_process_do_not_go_back_and_make_no_leap()
    {
        using Scratch scratch = new();
        await RecordTwo(scratch, new(scratch), "--metrics", "rss,cpu,cpu_time,minor_faults,processes");

        SetRecording recording = SetRecording.Read(scratch.File("data.csv"));
        foreach (string column in new[] { "cpu_time_s", "minor_faults" })
        {
            List<double> counted = [.. recording.Totals.Select(row => row[column]).OfType<double>()];
            Assert.Equal(counted.Order(), counted);
        }

        Assert.InRange(recording.Totals.Select(row => row["cpu_time_s"]).OfType<double>().Last(), 0, 1);
    }

    [Fact]
    public async Task Without_following_the_end_is_the_end()
    {
        using Scratch scratch = new();
        NamedProcess named = new(scratch);
        await using LoadProcess load = await named.Start();
        await using RunningProcess tracker = Tracker.Start(scratch, ["--name", named.Name, .. Files]);
        await Tracker.UntilRows(tracker, scratch.File("data.csv"), 2);
        load.Begin();
        (await tracker.End()).Expect(0);

        Assert.Equal("target_ended", MetaDocument.Read(scratch.File("data.meta.json")).EndReason);
    }

    [Fact]
    public async Task It_can_begin_before_the_first()
    {
        using Scratch scratch = new();
        await RecordTwo(scratch, new(scratch), "--wait");

        Assert.Equal(1, SetDocument.Read(scratch.File("data.meta.json")).Restarts);
    }

    /// <summary>Records a process to its end and another of the same name for a while; returns their numbers.</summary>
    private static async Task<(int First, int Second)> RecordTwo(Scratch scratch, NamedProcess named, params string[] options)
    {
        string csv = scratch.File("data.csv");
        bool waits = options.Contains("--wait");
        LoadProcess? early = waits ? null : await named.Start();
        await using RunningProcess tracker = Tracker.Start(scratch, ["--name", named.Name, "--follow", .. options, .. Files]);
        await using LoadProcess first = early ?? await named.Start();
        await Tracker.UntilRows(tracker, csv, 3);
        first.Begin();
        await Patience.Until(() => first.HasEnded, "the first has ended");

        await using LoadProcess second = await named.Start();
        int rows = CsvText.Records(await File.ReadAllTextAsync(csv)).Count;
        await Patience.Until(() => HasMemoryAfter(csv, rows + 2), "the second is recorded");
        tracker.Send(Signal.Int);
        (await tracker.End()).Expect(0);
        return (first.Pid, second.Pid);
    }

    /// <summary>Whether more than so many records are there, and memory in the last two of them.</summary>
    private static bool HasMemoryAfter(string csv, int count)
    {
        const int Rss = 4;
        List<string[]> records = CsvText.Records(File.ReadAllText(csv));
        return records.Count > count && records[^1][Rss].Length > 0 && records[^2][Rss].Length > 0;
    }
}
