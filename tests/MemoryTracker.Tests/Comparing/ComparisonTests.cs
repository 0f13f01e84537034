using MemoryTracker.Comparing;
using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Comparing;

public class ComparisonTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void The_row_of_the_end_is_no_sample()
    {
        Sample end = Samples.At(1.5);
        end.HasEnded = true;
        ComparedRecording ended = Compared.Of("a.csv", [Samples.At(0, rss: MiB), Samples.At(1, rss: MiB), end]);

        Assert.Equal("2", ComparisonTable.OfRecordings(Compared.Singly(ended, Compared.Ordinary("b.csv"))).Rows[0][5]);
    }

    [Fact]
    public void Each_figure_is_that_of_the_summary()
    {
        ComparedRecording one = Compared.Ordinary("a.csv");
        Comparison comparison = Compared.Singly(one, Compared.Ordinary("b.csv", size: 1.25, pace: 2));

        Assert.Equal(120 * MiB, Mean("peak_rss", 0));
        Assert.Equal(150 * MiB, Mean("peak_rss", 1));
        Assert.Equal(one.Summary.Rss.Mean, Mean("mean_rss", 0));
        Assert.Equal(one.Summary.Rss.Quantile(0.99), Mean("p99_rss", 0));
        Assert.Equal(one.Summary.MeanCpu, Mean("mean_cpu", 0));
        Assert.Equal(94, Mean("max_cpu", 1));
        Assert.Equal(one.Summary.CpuSeconds, Mean("cpu_seconds", 0));
        Assert.Equal((10, 20), (Mean("duration_s", 0), Mean("duration_s", 1)));
        Assert.Equal((30 * MiB, 25), (Figure("peak_rss").Sides[1].Difference, Figure("peak_rss").Sides[1].Percent));
        Assert.Equal((4, 8), (Mean("duration_s", 0, "load"), Mean("duration_s", 1, "load")));
        Assert.All(comparison.Figures, figure => Assert.Null(figure.Sides[1].Test));

        ComparedFigure Figure(string key, string? phase = null) => comparison.Figures.Single(figure => figure.Key == key && figure.Phase == phase);
        double Mean(string key, int side, string? phase = null) => Figure(key, phase).Sides[side].Mean;
    }

    [Fact]
    public void What_is_unknown_in_one_has_no_difference_and_nothing_is_divided_by_zero()
    {
        ComparedRecording idle = Compared.Of("idle.csv", [Samples.At(0, rss: MiB, used: 0), Samples.At(1, rss: MiB, cpu: 0, used: 0)]);
        ComparedRecording blind = Compared.Of("blind.csv", [Samples.At(0), Samples.At(1)]);
        ComparedRecording busy = Compared.Ordinary("busy.csv");
        Comparison comparison = Compared.Singly(idle, blind, busy);

        ComparedFigure cpu = comparison.Figures.Single(figure => figure.Key == "cpu_seconds" && figure.Phase is null);
        Assert.Equal((0d, double.NaN), (cpu.Sides[0].Mean, cpu.Sides[1].Mean));
        Assert.Equal((double.NaN, double.NaN), (cpu.Sides[1].Difference, cpu.Sides[1].Percent));
        Assert.Equal((cpu.Sides[2].Mean, double.NaN), (cpu.Sides[2].Difference, cpu.Sides[2].Percent));
        ComparedFigure peak = comparison.Figures.Single(figure => figure.Key == "peak_rss" && figure.Phase is null);
        Assert.Equal((MiB, double.NaN), (peak.Sides[0].Mean, peak.Sides[1].Mean));
    }

    [Fact]
    public void A_recording_without_a_sample_has_no_duration() => Assert.Equal(
        double.NaN, Compared.Singly(Compared.Of("none.csv", []), Compared.Ordinary("a.csv")).Figures.Single(figure => figure.Key == "duration_s" && figure.Phase is null).Sides[0].Mean);

    [Fact]
    public void Phases_stand_in_the_order_of_time_and_those_of_one_name_are_one()
    {
        ComparedRecording one = Compared.Of("a.csv", Enumerable.Range(0, 11).Select(i => Samples.At(i, rss: i * MiB, used: i)), Marks.Span(5, 6, "b"), Marks.Span(1, 2, "a"), Marks.Span(7, 9, "b"));
        ComparedRecording other = Compared.Of("b.csv", Enumerable.Range(0, 11).Select(i => Samples.At(i, rss: i * MiB, used: i)), Marks.Span(1, 3, "c"), Marks.Begin(4, "b"));
        ComparedFigure[] phases = [.. Compared.Singly(one, other).Figures.Where(figure => figure.Phase is not null)];

        Assert.Equal(["a", "a", "a", "b", "b", "b", "c", "c", "c"], phases.Select(figure => figure.Phase));
        Assert.Equal([1, 3, double.NaN], phases.Where(figure => figure.Key == "duration_s").Select(figure => figure.Sides[0].Mean));
        Assert.Equal([double.NaN, 6, 2], phases.Where(figure => figure.Key == "duration_s").Select(figure => figure.Sides[1].Mean));
        Assert.Equal([2 * MiB, 9 * MiB, double.NaN], phases.Where(figure => figure.Key == "peak_rss").Select(figure => figure.Sides[0].Mean));
        // Its end was never told.
        Assert.Equal([false, true, false], phases.Where(figure => figure.Key == "peak_rss").Select(figure => figure.IsRough));
    }

    [Fact]
    public void Repeats_have_a_mean_a_spread_and_a_test_against_the_first_group()
    {
        FigureSide[] sides = [.. FigureSide.AllOf([[10, 12, double.NaN, 14], [20, 22, 24, 26, 28], [5, 6]])];

        Assert.Equal((12, 2, 10, 14, 3), (sides[0].Mean, sides[0].StandardDeviation, sides[0].Min, sides[0].Max, sides[0].Known));
        Assert.Equal((12, 100), (sides[1].Difference, sides[1].Percent));
        Assert.Null(sides[0].Test);
        Assert.Equal((0, true), (sides[1].Test!.U, sides[1].Test!.IsMoreThanNoise));
        Assert.Equal(2 / 56d, sides[1].Test!.P, 1e-12);
        Assert.Null(sides[2].Test!.IsMoreThanNoise);
    }

    [Fact]
    public void Of_alike_figures_the_mean_is_that_figure() => Assert.Equal(
        (0.1, 0), (FigureSide.AllOf([[0.1, 0.1, 0.1]])[0].Mean, FigureSide.AllOf([[0.1, 0.1, 0.1]])[0].StandardDeviation));

    [Fact]
    public void Of_other_metrics_mean_and_maximum_are_compared_and_of_counters_the_total() => Assert.Equal(
        ["mean_pss", "max_pss", "mean_smaps_rss", "max_smaps_rss", "total_read_bytes", "cpu_seconds", "duration_s"],
        ComparedKind.AllOf(new MetricSet(Metric.Pss, Metric.CpuTime, Metric.ReadBytes)).Select(kind => kind.Key));

    [Fact]
    public void Notices_of_the_file_are_kept() => Assert.Equal(["line 7 is cut off"], Compared.Ordinary("a.csv").Notices);

    [Theory]
    [InlineData("load", 2)]
    [InlineData("loaded", 7)]
    public void The_first_marker_of_a_label_is_the_zero(string label, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Compared.Ordinary("a.csv").At(label).Zero);

    [Fact]
    public void A_missing_marker_is_told_with_those_there_are()
    {
        ComparedRecording recording = Compared.Ordinary("a.csv");

        Assert.Null(new Alignment("begin").ZeroOf(recording.Markers.Markers));
        Assert.Equal("'a.csv' has no marker 'begin': its markers are 'load', 'loaded'", new Alignment("begin").WhyNone(recording));
        Assert.Equal("'b.csv' has no marker 'begin': it has no markers at all", new Alignment("begin").WhyNone(Compared.Of("b.csv", [])));
    }
}
