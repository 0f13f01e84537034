using MemoryTracker.Metrics;
using MemoryTracker.Statistics.Growth;

namespace MemoryTracker.Tests.Statistics.Growth;

public class GrowthJudgeTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void What_never_changes_is_flat_without_doubt()
    {
        GrowthReport report = Judge(100, _ => 100 * MiB);

        Assert.Equal((GrowthVerdict.Flat, 0, 0, 0), (report.Verdict, report.Slope, report.Low, report.High));
        Assert.Equal(100 * MiB, report.AtTo);
        Assert.Equal(0, report.Whole!.Score);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(29, 1)]
    [InlineData(1_000, 0.009)]
    public void Too_few_figures_or_too_little_time_tell_nothing(int samples, double interval)
    {
        GrowthReport report = Judge(samples, i => i * MiB, interval);

        Assert.Equal((GrowthVerdict.Unknown, GrowthDoubt.TooShort), (report.Verdict, report.Doubt));
        Assert.True(double.IsNaN(report.Slope));
        Assert.True(double.IsNaN(report.AtTo));
    }

    [Fact]
    public void A_page_over_an_hour_is_flat() => Assert.Equal(GrowthVerdict.Flat, Judge(3_600, i => i < 1_700 ? 0 : 4096).Verdict);

    [Fact]
    public void So_are_a_few_however_evenly_they_come() => Assert.Equal(GrowthVerdict.Flat, Judge(200, i => 100 * i).Verdict);

    [Fact]
    public void The_end_of_a_warm_up_is_found()
    {
        GrowthReport report = Judge(200, i => MiB * ((i < 50 ? i : 50) + Noise(i)));

        Assert.Equal(GrowthVerdict.Flat, report.Verdict);
        Assert.InRange(report.From.TotalSeconds, 45, 75);
        Assert.True(report.Whole!.Slope > report.Slope);
    }

    [Fact]
    public void A_leak_behind_a_warm_up_is_told_as_it_is()
    {
        GrowthReport report = Judge(200, i => MiB * ((i < 50 ? i : 50) + (0.1 * i) + Noise(i)));

        Assert.Equal(GrowthVerdict.Grows, report.Verdict);
        Assert.InRange(report.Slope / MiB, 0.095, 0.105);
    }

    [Fact]
    public void A_step_is_told_as_one()
    {
        GrowthReport report = Judge(200, i => MiB * (100 + (i < 150 ? 0 : 30) + Noise(i)));

        Assert.Equal(GrowthVerdict.Flat, report.Verdict);
        Assert.InRange(report.StepHeight / MiB, 29.5, 30.5);
        Assert.Equal(150, report.StepAt.TotalSeconds);
    }

    [Fact]
    public void A_staircase_grows() => Assert.Equal(GrowthVerdict.Grows, Judge(200, i => MiB * ((10 * (i / 20)) + Noise(i))).Verdict);

    [Fact]
    public void What_gives_memory_back_shrinks()
    {
        GrowthReport report = Judge(200, i => MiB * (100 - (0.2 * i) + Noise(i)));

        Assert.Equal(GrowthVerdict.Shrinks, report.Verdict);
        Assert.InRange(report.Slope / MiB, -0.21, -0.19);
        Assert.True(report.High < 0);
    }

    /// <summary>A heap that is allowed to become ever larger before it is collected, and from which each time the same is left.</summary>
    [Fact]
    public void A_sawtooth_is_judged_by_its_troughs()
    {
        GrowthReport peaks = Judge(240, i => MiB * (50 + ((i % 12) * (1 + (i / 60.0))) + Noise(i)));
        GrowthReport all = Judge(240, i => MiB * (50 + (0.2 * i) + (i % 12 * 2) + Noise(i)));

        Assert.Equal(GrowthVerdict.Flat, peaks.Verdict);
        Assert.InRange(peaks.Cycles, 8, 20);
        Assert.Equal(GrowthVerdict.Grows, all.Verdict);
        Assert.InRange(all.Slope / MiB, 0.19, 0.21);
    }

    [Fact]
    public void One_rise_and_fall_of_all_is_not_enough_to_be_told() => Assert.Equal(
        (GrowthVerdict.Unknown, GrowthDoubt.Wanders), Verdict(Judge(200, i => MiB * 50 * (2 + Math.Sin(i / 10.0)))));

    private static (GrowthVerdict Verdict, GrowthDoubt Doubt) Verdict(GrowthReport report) => (report.Verdict, report.Doubt);

    /// <summary>Within ±1, the same at every run.</summary>
    private static double Noise(int i) => (new Random(i).NextDouble() * 2) - 1;

    private static GrowthReport Judge(int samples, Func<int, double> figure, double interval = 1)
    {
        Points points = new([.. Enumerable.Range(0, samples).Select(i => i * interval)], [.. Enumerable.Range(0, samples).Select(figure)]);
        return GrowthJudge.Judge(points, points, Unit.Bytes);
    }
}
