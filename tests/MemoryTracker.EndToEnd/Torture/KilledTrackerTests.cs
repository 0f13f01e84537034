using System.Globalization;
using System.Text.Json;
using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;

namespace MemoryTracker.EndToEnd.Torture;

/// <summary>The tracker is killed at any moment of its life: while it starts, records, or writes the end. What is there can be read, and at most the last tenth of a second is missing.</summary>
public sealed class KilledTrackerTests
{
    private const int LongestLife = 600;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MayBeMissing = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Outputs = ["data.csv", "lines.jsonl", "data.meta.json", "x.json", "chart.png", "page.html"];

    [Fact]
    public Task Killed_at_some_moments_it_leaves_files_that_can_be_read() => Kill(12, isJudged: false);

    [Fact(Explicit = true)]
    public Task Killed_at_a_thousand_moments_it_leaves_files_that_can_be_read() => Kill(1000, isJudged: true);

    /// <param name="times">How often.</param>
    /// <param name="isJudged">Whether it fails when more is missing than may be: a virtual machine may stand still for longer, and nothing here tells of that.</param>
    private static async Task Kill(int times, bool isJudged)
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        await using LoadProcess load = await LoadProcess.Start("sleep");
        List<TimeSpan> missing = [];
        int withoutRow = 0;
        for (int done = 0; done < times;)
        {
            using Scratch scratch = Scratch.InMemory();
            await using RunningProcess tracker = Tracker.Start(scratch, [
                "--pid", $"{load.Pid}", "-i", $"{Interval.TotalMilliseconds}ms", "-d", "0.4", "-c", "data.csv", .. Outputs.Where(name => name != "data.meta.json" && name != "data.csv").SelectMany(name => new[] { "-o", name })]);
            TimeSpan after = TimeSpan.FromMilliseconds(random.NextDouble() * LongestLife);
            string where = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, death {done + 1} of {times}, {after.TotalMilliseconds:0.0} ms after its start");
            if (await Fate.Kill(tracker, after, stopsFirst: random.Next(2) == 0) is not { } death)
                continue;

            done++;
            try
            {
                TimeSpan? lost = await AssertReadable(scratch, death);
                withoutRow += lost is null ? 1 : 0;
                if (lost is { } time && death.WaitedForCpu is { } waited)
                {
                    missing.Add(time);
                    Assert.True(!isJudged || time <= MayBeMissing + Interval + waited, $"{time.TotalMilliseconds} ms are missing, and it had waited for a CPU for only {waited.TotalMilliseconds} ms");
                }
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{where}: {failure.Message}", failure);
            }
        }

        missing.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {times} deaths, {withoutRow} before the first row; missing of {missing.Count}: median {Missing(0.5):0.0} ms, 99 % at most {Missing(0.99):0.0} ms, at most {Missing(1):0.0} ms"));

        double Missing(double share) => missing.Count == 0 ? 0 : missing[(int)Math.Min(missing.Count - 1, share * missing.Count)].TotalMilliseconds;
    }

    /// <summary>How much of the end is missing; null when there is no row, or when the recording had come to its end before.</summary>
    private static async Task<TimeSpan?> AssertReadable(Scratch scratch, Death death)
    {
        Assert.Empty(scratch.Names().Except(Outputs));
        bool isOver = false;
        foreach (string name in scratch.Names().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
            isOver |= MetaDocument.Read(scratch.File(name)).EndReason is not null;
        if (scratch.Names().Contains("chart.png"))
            Assert.NotEqual(0, PngImage.Read(scratch.File("chart.png")).Width);
        if (scratch.Names().Contains("page.html"))
            Assert.EndsWith("</html>\n", scratch.Text("page.html"), StringComparison.Ordinal);

        int samples = 0;
        if (scratch.Names().Contains("lines.jsonl"))
        {
            JsonLines lines = JsonLines.Read(scratch.File("lines.jsonl"));
            samples = lines.Samples.Count;
            Assert.True(lines.All.Count == 0 || lines.All[0].GetProperty("type").GetString() == "meta", "lines begin with what is recorded");
        }

        bool hasRows = scratch.Names().Contains("data.csv") && scratch.Text("data.csv").Count(letter => letter == '\n') > 1;
        await AssertReplayed(scratch, "data.csv", hasRows);
        await AssertReplayed(scratch, "lines.jsonl", samples > 0);
        if (!hasRows)
            return null;

        CsvRecording recording = CsvRecording.ReadTorn(scratch.File("data.csv"));
        // One file is written after the other.
        DateTime last = DateTime.UnixEpoch.AddTicks(recording.Last.Time / 100);
        if (isOver || recording.Last.Elapsed >= 0.4)
            return null;
        return death.At - last;
    }

    /// <summary>Our own reader takes it, and where there is no row it says so in one line.</summary>
    private static async Task AssertReplayed(Scratch scratch, string name, bool hasRows)
    {
        if (!scratch.Names().Contains(name))
            return;
        Ended ended = await Tracker.Run(scratch, "plot", name, "-o", "again.json", "--quiet");
        if (!hasRows)
        {
            ended.Expect(1);
            Assert.Single(ended.ErrorLines);
            return;
        }

        ended.Expect(0);
        using JsonDocument document = JsonDocument.Parse(scratch.Text("again.json"));
        Assert.NotEqual(0, document.RootElement.GetProperty("statistics").GetProperty("samples").GetInt64());
    }
}
