using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>The recorded memory against the page tables of the process that was recorded.</summary>
public sealed class MemoryTests
{
    private const double Tolerance = 0.005;

    [Fact]
    public async Task Every_sample_on_a_plateau_shows_the_memory_of_the_page_tables()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("steps", "400", "16", "200", "64", "300", "8");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "10ms", "-o", "x.json");

        List<Plateau> plateaus = await load.Perform<Plateau>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(5, plateaus.Count);
        Assert.All(plateaus, plateau => Assert.All(SamplesOn(plateau, recording), row => AssertNear(plateau.RssBytes, row.Rss)));
    }

    [Theory]
    [InlineData("20ms")]
    [InlineData("100ms")]
    public async Task A_spike_between_two_samples_is_found_by_the_high_water_mark(string interval)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("spikes", "5", "150", "300", "1");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", interval, "-o", "x.json");

        List<Spike> spikes = await load.Perform<Spike>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(5, spikes.Count);
        Assert.All(spikes, spike => AssertNear(spike.PeakRssBytes, HighestAround(spike, recording)));
    }

    [Fact]
    public async Task A_peak_is_told_only_where_the_mark_rose_above_both_ends_of_the_interval()
    {
        using Scratch scratch = new();
        // A sample at the height of a spike tells it itself, without a peak. At 50 ms that happened to all of them, one spike coming seven intervals after the other;
        // at 150 ms two that follow each other fall on different moments of an interval, unless rising takes half of it.
        await using LoadProcess load = await LoadProcess.Start("spikes", "4", "100", "300", "1");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "150ms", "-o", "x.json");

        List<Spike> spikes = await load.Perform<Spike>();
        (await tracker.End()).Expect(0);

        List<Row> samples = [.. CsvRecording.Read(scratch.File("data.csv")).Samples];
        Assert.All(samples.Zip(samples.Skip(1)), pair =>
        {
            if (pair.Second.PeakRss is { } peak)
                Assert.True(peak > pair.First.Rss && peak > pair.Second.Rss, $"{pair.Second} tells a peak that is none");
        });
        Assert.InRange(samples.Count(row => row.PeakRss is not null), 1, samples.Count / 2);
        Assert.NotEmpty(spikes);
    }

    [Fact]
    public async Task With_exact_peaks_every_spike_of_5_ms_is_seen_at_an_interval_of_a_second()
    {
        using Scratch scratch = new();
        // Falling spikes: only a mark that is set back can tell the later ones.
        await using LoadProcess load = await LoadProcess.Start("spikes", "20", "300", "1000", "-1");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "1000", "--exact-peaks", "-o", "x.json");

        List<Spike> spikes = await load.Perform<Spike>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(20, spikes.Count);
        Assert.All(spikes, spike => AssertNear(spike.PeakRssBytes, HighestAround(spike, recording)));
        // After a sample that fell into a spike a lower mark may be that of another program, and no peak is told.
        Assert.All(
            recording.Samples.Zip(recording.Samples.Skip(1)).Where(rows => rows.First.Rss < rows.Second.Rss + (1 << 20)),
            rows => Assert.True(rows.Second.PeakRss >= rows.Second.Rss, $"{rows.Second} has no peak"));
    }

    [Theory]
    [InlineData("-q")]
    [InlineData("--exact-peaks")]
    public async Task The_peak_of_the_interval_of_an_exec_is_unknown(string option)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("exec", "/bin/sleep", "1.5");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", "250", option, "-o", "x.json");

        load.Begin();
        (await tracker.End()).Expect(0);

        List<Row> rows = [.. CsvRecording.Read(scratch.File("data.csv")).Samples];
        (Row before, Row after) = Assert.Single(rows.Zip(rows.Skip(1)), pair => pair.First.Command != pair.Second.Command);
        Assert.Equal("sleep", after.Command);
        Assert.True(after.Rss < before.Rss);
        Assert.Null(after.PeakRss);
    }

    [Fact]
    public async Task The_peak_of_a_former_program_is_not_told_of_the_last_interval()
    {
        using Scratch scratch = new();
        const string Spike = "import os, time; time.sleep(0.1); held = bytearray(300 << 20); del held; os.execv('/bin/sleep', ['sleep', '1.4'])";
        (await Tracker.Run(scratch, ["-i", "1000", "-c", "data.csv", "-o", "x.json", "-q", "--", Python.Path, "-c", Spike])).Expect(0);

        const long Most = 100 << 20;
        Assert.All(SetRecording.Read(scratch.File("data.csv")).Totals, row => Assert.False(row.Rss > Most || row["peak_rss_bytes"] > Most, $"{row} tells of the former program"));
        Assert.InRange(SetDocument.Read(scratch.File("data.meta.json")).Wait4!.PeakRssBytes!.Value, 300 << 20, 400 << 20);
    }

    private static List<Row> SamplesOn(Plateau plateau, CsvRecording recording)
    {
        // A row is stamped just before its memory is read, and in between the tracker may have had to wait for a processor.
        const long Margin = 20_000_000;
        List<Row> rows = [.. recording.Samples.Where(row => row.Time >= plateau.From && row.Time <= plateau.To - Margin)];
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>The highest memory of all rows whose interval touches the spike.</summary>
    private static long? HighestAround(Spike spike, CsvRecording recording) => recording.Rows
        .Zip(recording.Rows.Skip(1))
        .Where(pair => pair.First.Time <= spike.To && pair.Second.Time >= spike.From)
        .Max(pair => pair.Second.Highest);

    private static void AssertNear(long truth, long? recorded)
    {
        Assert.NotNull(recorded);
        Assert.InRange(recorded.Value, truth * (1 - Tolerance), truth * (1 + Tolerance));
    }
}
