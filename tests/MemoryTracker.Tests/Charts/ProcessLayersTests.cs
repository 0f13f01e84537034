using MemoryTracker.Charts;
using MemoryTracker.Charts.Drawing;
using MemoryTracker.Metrics;
using static MemoryTracker.Tests.Charts.ProcessSamples;

namespace MemoryTracker.Tests.Charts;

/// <summary>The areas into which processes divide the total.</summary>
public sealed class ProcessLayersTests
{
    private const double Unknown = double.NaN;

    [Fact]
    public void They_stand_on_each_other_the_largest_lowest()
    {
        IReadOnlyList<ProcessLayer> layers = Of(At(0, (0, 1), (1, 30), (2, 5)), At(1, (0, 50), (1, 20), (2, 5)));

        Assert.Equal([0, 1, 2], layers.Select(layer => layer.Process!.Value.Ordinal));
        Assert.Equal([[1, 50], [31, 70], [36, 75]], layers.Select(MiBOf));
    }

    [Fact]
    public void What_is_not_named_is_on_top_and_counted()
    {
        IReadOnlyList<ProcessLayer> layers = Of(At(0, Crowd(0, 20)), At(1, Crowd(0, 1234)));

        Assert.Equal(9, layers.Count);
        Assert.Null(layers[8].Process);
        Assert.Equal(1226, layers[8].Count);
        Assert.Equal([.. Enumerable.Range(0, 9)], layers.Select(layer => layer.Rank));
        Assert.Equal([210, 1234 * 1235 / 2], MiBOf(layers[8]));
    }

    [Fact]
    public void Eight_are_all_named_and_leave_no_others() => Assert.Equal(8, Of(At(0, Crowd(0, 8)), At(1, Crowd(0, 8))).Count(layer => layer.Process is not null));

    [Fact]
    public void What_rounding_leaves_is_nobodys() => Assert.Single(Of(At(0, (0, 1 + 0.0005)), At(1, (0, 1 + 0.0005))));

    [Fact]
    public void Who_ends_goes_down_to_nothing_and_who_begins_comes_up_with_the_total()
    {
        IReadOnlyList<ProcessLayer> layers = Of(At(0, (0, 10)), At(1, (0, 10), (1, 4)), At(2, (0, 10), (1, 4)), At(3, (0, 10)), At(4, (0, 10)));

        Assert.Equal([(0, 10), (1, 14), (2, 14), (3, 10)], layers[1].Points.Select(Told));
        Assert.Equal([false, true, true, true], layers[1].Points.Select(point => point.IsJoined));
    }

    [Fact]
    public void None_reaches_over_a_gap()
    {
        IReadOnlyList<ProcessLayer> layers = Of(
            At(0, (0, 10), (1, 4)), At(1, (0, 10), (1, 4)), At(2, Unknown), At(3, (0, 10)), At(4, (0, 10), (2, 3)), At(5, (0, 10), (2, 3)));

        Assert.Equal([(0, 10), (1, 10), (3, 10), (4, 10), (5, 10)], layers[0].Points.Select(Told));
        Assert.Equal([false, true, false, true, true], layers[0].Points.Select(point => point.IsJoined));
        Assert.Equal([(0, 14), (1, 14)], layers[1].Points.Select(Told));
        Assert.Equal([(3, 10), (4, 13), (5, 13)], layers[2].Points.Select(Told));
    }

    [Fact]
    public void Of_whom_nothing_is_known_has_no_area_and_is_among_the_others()
    {
        IReadOnlyList<ProcessLayer> layers = Of(
            At(0, 12, (0, 10), (1, 2)), At(1, 12, (0, 10), (1, 2)), At(2, 12, (0, Unknown), (1, 2)), At(3, 12, (0, 10), (1, 2)), At(4, 12, (0, 10), (1, 2)));

        Assert.Equal([(0, 10), (1, 10), (3, 10), (4, 10)], layers[0].Points.Select(Told));
        Assert.Equal([false, true, false, true], layers[0].Points.Select(point => point.IsJoined));
        Assert.Equal([(0, 12), (1, 12), (1, 2), (2, 2), (3, 2), (3, 12), (4, 12)], layers[1].Points.Select(Told));
        Assert.Equal([(1, 12), (2, 12), (3, 12)], layers[2].Points.Select(Told));
        Assert.Equal(0, layers[2].Count);
    }

    [Fact]
    public void Moments_alone_are_points()
    {
        Sample late = At(5, (0, 10), (1, 4));
        late.FollowsGap = true;
        IReadOnlyList<ProcessLayer> layers = Of(At(0, (0, 10)), late);

        Assert.Equal([(0, 10), (5, 10)], layers[0].Points.Select(Told));
        Assert.Equal([(5, 14)], layers[1].Points.Select(Told));
        Assert.All(layers.SelectMany(layer => layer.Points), point => Assert.False(point.IsJoined));
    }

    [Fact]
    public void There_are_none_of_a_recording_of_one_process() => Assert.Empty(Of(At(0), At(1)));

    [Fact]
    public void They_are_drawn_under_RSS_only_and_not_where_its_parts_are()
    {
        Assert.NotNull(new ChartSeries(TimeSpan.FromSeconds(1), Metric.Rss, Metric.Cpu).Processes);
        Assert.Null(new ChartSeries(TimeSpan.FromSeconds(1), Metric.Cpu, Metric.Pss).Processes);
        Assert.Null(new ChartSeries(TimeSpan.FromSeconds(1), MetricSet.Memory.InOrder).Processes);
    }

    /// <summary>Each a MiB larger than the one before.</summary>
    private static IEnumerable<(int Ordinal, double MiB)> Crowd(int first, int count) => Enumerable.Range(first, count).Select(ordinal => (ordinal, ordinal + 1.0));

    private static IReadOnlyList<ProcessLayer> Of(params Sample[] samples) => ProcessLayers.Of(Chart(samples).Processes!);

    private static double[] MiBOf(ProcessLayer layer) => [.. layer.Points.Select(point => point.Value / MiB)];

    private static (double At, double MiB) Told(SeriesPoint point) => (point.ElapsedNanoseconds / 1e9, point.Value / MiB);
}
