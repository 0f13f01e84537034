using MemoryTracker.EndToEnd.Harness;
using MemoryTracker.EndToEnd.Recordings;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.EndToEnd;

/// <summary>The recorded CPU against the CPU clock of the process that was recorded.</summary>
public sealed class CpuTests
{
    private const double TolerancePoints = 2;

    [Theory]
    [InlineData("1", "20ms")]
    [InlineData("1.5", "10ms")]
    public async Task The_mean_over_a_second_is_what_the_process_used_in_it(string cores, string interval)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("busy", cores, "4");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", interval, "-o", "x.json");

        List<CpuUsed> truths = await load.Perform<CpuUsed>();
        (await tracker.End()).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Equal(5, truths.Count);
        // Not the first: the rate that holds when the work begins is that of a while before it, too.
        Assert.All(truths.Skip(1).Zip(truths.Skip(2)), second => AssertSame(second.First, second.Second, recording));
    }

    [Fact]
    public async Task A_process_that_sleeps_uses_nothing_and_its_first_row_has_no_rate()
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("sleep");

        (await Tracker.Run(scratch, "--pid", $"{load.Pid}", "-i", "250ms", "-d", "2", "-c", "data.csv", "-o", "x.json")).Expect(0);

        CsvRecording recording = CsvRecording.Read(scratch.File("data.csv"));
        Assert.Null(recording.First.Cpu);
        Assert.All(recording.Rows.Skip(1).SkipLast(1), row => Assert.NotNull(row.Cpu));
        Assert.InRange(recording.Rows.Average(row => row.Cpu)!.Value, 0, TolerancePoints);
    }

    [Theory]
    [InlineData("1ms")]
    [InlineData("0")]
    public async Task However_short_the_interval_one_thread_never_seems_to_use_several_cores(string interval)
    {
        using Scratch scratch = new();
        await using LoadProcess load = await LoadProcess.Start("busy", "1", "1");
        await using RunningProcess tracker = await Tracker.Record(scratch, load.Pid, "data.csv", "-i", interval, "-o", "x.json");

        await load.Perform<CpuUsed>();
        (await tracker.End()).Expect(0);

        // The runtime's own threads add a little; a tick of the kernel is up to 5 points for each of two.
        const double MostPercent = 125;
        List<double> rates = [.. CsvRecording.Read(scratch.File("data.csv")).Rows.Select(row => row.Cpu).OfType<double>()];
        Assert.NotEmpty(rates);
        Assert.All(rates, rate => Assert.InRange(rate, 0, MostPercent));
    }

    private static void AssertSame(CpuUsed from, CpuUsed to, CsvRecording recording)
    {
        double truth = 100.0 * (to.CpuNanoseconds - from.CpuNanoseconds) / (to.At - from.At);
        Assert.InRange(MeanBetween(from.At, to.At, recording), truth - TolerancePoints, truth + TolerancePoints);
    }

    /// <summary>Each rate holds since the last row that told one: weighted by how much of that time lies between the two moments.</summary>
    private static double MeanBetween(long from, long to, CsvRecording recording)
    {
        double weighted = 0;
        double weights = 0;
        List<Row> known = [recording.First, .. recording.Rows.Where(row => row.Cpu is not null)];
        foreach ((Row before, Row row) in known.Zip(known.Skip(1)))
        {
            double weight = Math.Max(0, Math.Min(row.Time, to) - Math.Max(before.Time, from));
            weighted += weight * row.Cpu!.Value;
            weights += weight;
        }

        Assert.NotEqual(0, weights);
        return weighted / weights;
    }
}
