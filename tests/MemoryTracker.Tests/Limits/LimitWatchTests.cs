using System.Globalization;
using MemoryTracker.Limits;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Limits;

public class LimitWatchTests
{
    private static readonly LimitActions NoActions = new();

    /// <summary>Samples a second apart: figures of RSS, ? for unknown, | for ticks that were skipped just before.</summary>
    [Theory]
    [InlineData("rss > 5", "1 5 6 7 8", "2")]
    [InlineData("rss >= 5", "1 5 6 7 8", "1")]
    [InlineData("rss < 5", "6 4 6 4", "1 3")]
    [InlineData("rss > 5", "6 6 6", "0")]
    [InlineData("rss > 5", "6 1 6 1 6", "0 2 4")]
    [InlineData("rss > 5", "6 ? 6 ? 1 ? 6", "0 6")]
    [InlineData("rss > 5", "? ? 6", "2")]
    [InlineData("rss > 5", "? ? ?", "")]
    [InlineData("rss > 5 for 2s", "6 6 6 6", "2")]
    [InlineData("rss > 5 for 2s", "6 6 1 6 6 1", "")]
    [InlineData("rss > 5 for 2s", "6 6 1 6 6 6 1 6 6 6", "5 9")]
    [InlineData("rss > 5 for 2s", "6 ? ? 6", "3")]
    [InlineData("rss > 5 for 2s", "6 ? ? ?", "")]
    [InlineData("rss > 5 for 2s", "? ? 6 ? 6", "4")]
    [InlineData("rss > 5 for 2s", "6 |6 |6", "2")]
    [InlineData("rss > 5 for 1500ms", "6 6 6", "2")]
    [InlineData("rss > 5 for 1us", "6 6", "1")]
    public void It_is_crossed_once_and_armed_again_by_a_known_figure(string condition, string figures, string crossed)
    {
        WatchedLimit watched = new(Limit.Parse(condition), TimeSpan.Zero);
        List<int> crossings = [];
        foreach ((int second, string figure) in figures.Split(' ').Index())
        {
            Sample sample = Samples.At(second, rss: figure == "?" ? double.NaN : double.Parse(figure.TrimStart('|'), CultureInfo.InvariantCulture));
            sample.FollowsGap = figure.StartsWith('|');
            if (watched.IsCrossedBy(sample, out _))
                crossings.Add(second);
        }

        Assert.Equal(crossed, string.Join(' ', crossings));
        Assert.Equal((crossings.Count, crossings.Count == 0 ? null : TimeSpan.FromSeconds(crossings[0])), (watched.Crossings, watched.FirstCrossed));
    }

    [Theory]
    [InlineData(3, 2.9999, true)]
    [InlineData(3, 2.4, false)]
    [InlineData(1, 0.9999, true)]
    [InlineData(1, 0.4, false)]
    public void Samples_that_come_a_little_early_do_not_make_it_an_interval_longer(int hold, double last, bool isCrossed)
    {
        WatchedLimit watched = new(Limit.Parse(string.Create(CultureInfo.InvariantCulture, $"rss > 5 for {hold}s")), TimeSpan.FromSeconds(1));
        _ = watched.IsCrossedBy(Samples.At(0, rss: 6), out _);

        Assert.Equal(isCrossed, watched.IsCrossedBy(Samples.At(last, rss: 6), out _));
    }

    /// <summary>Two hours of which the machine was suspended for all but three seconds.</summary>
    [Fact]
    public void While_the_machine_is_suspended_nothing_holds()
    {
        WatchedLimit watched = new(Limit.Parse("rss > 5 for 5s"), TimeSpan.FromSeconds(1));
        _ = watched.IsCrossedBy(Samples.At(1, rss: 6), out _);

        watched.LeaveOut(TimeSpan.FromSeconds(7200));

        Assert.False(watched.IsCrossedBy(Samples.At(7204, rss: 6), out _));
        Assert.True(watched.IsCrossedBy(Samples.At(7206, rss: 6), out _));
    }

    [Theory]
    [InlineData("rss > 5", 9)]
    [InlineData("peak_rss > 5", 9)]
    [InlineData("rss > 5 for 1us", double.NaN)]
    [InlineData("rss < 5", double.NaN)]
    public void A_known_peak_between_samples_crosses_what_must_hold_at_every_moment(string condition, double figure)
    {
        WatchedLimit watched = new(Limit.Parse(condition), TimeSpan.Zero);
        _ = watched.IsCrossedBy(Samples.At(0, rss: 5), out _);

        Assert.Equal(!double.IsNaN(figure), watched.IsCrossedBy(Samples.At(1, rss: 5, peak: 9), out double told));
        if (!double.IsNaN(figure))
            Assert.Equal(figure, told);
        // RSS is known to be below again, and so it is armed; of peaks nothing is known.
        Assert.Equal(condition == "rss > 5", watched.IsCrossedBy(Samples.At(2, rss: 5), out _) || watched.IsCrossedBy(Samples.At(3, rss: 5, peak: 9), out _));
    }

    [Fact]
    public void What_held_is_over_when_nobody_is_left()
    {
        WatchedLimit watched = new(Limit.Parse("rss > 5"), TimeSpan.Zero);

        Assert.True(watched.IsCrossedBy(OfSet(0, rss: 6), out _));
        Assert.False(watched.IsCrossedBy(OfSet(1, double.NaN), out _));
        Assert.False(watched.IsCrossedBy(OfSet(2, rss: 6), out _));
        Assert.False(watched.IsCrossedBy(OfSet(3, double.NaN, hasNobody: true), out _));
        Assert.True(watched.IsCrossedBy(OfSet(4, rss: 6), out _));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(4, true)]
    public void The_end_of_one_that_was_just_ending_is_of_the_crossing_before(double before, bool isFirst)
    {
        WatchedLimit watched = new(Limit.Parse("rss > 5"), TimeSpan.Zero);
        Assert.Equal(!isFirst, watched.IsCrossedBy(OfSet(0, before), out _));
        Assert.False(watched.IsCrossedBy(OfSet(1, double.NaN, hasNobody: true), out _));
        Assert.False(watched.IsCrossedBy(OfSet(2, double.NaN), out _));
        Sample end = Samples.At(3, rss: double.NaN, peak: 7);
        end.HasEnded = true;

        Assert.Equal(isFirst, watched.IsCrossedBy(end, out double figure));
        Assert.Equal((7, 1), (figure, watched.Crossings));
    }

    [Fact]
    public void Each_crossing_is_kept_for_those_who_may_wait_as_far_as_there_is_room()
    {
        using AttachedProcess self = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        int stops = 0;
        LimitWatch watch = new([Limit.Parse("rss > 5"), Limit.Parse("cpu > 50")], NoActions with { StopsRecording = true, Signal = 0 }, TimeSpan.Zero, self, () => stops++);

        watch.Add(Samples.At(0, rss: 6, cpu: 10));
        watch.Add(Samples.At(1, rss: 6, cpu: 60));

        Assert.Equal(2, stops);
        Assert.True(watch.Crossings.TryTake(out LimitCrossing first));
        Assert.True(watch.Crossings.TryTake(out LimitCrossing second));
        Assert.False(watch.Crossings.TryTake(out _));
        Assert.Equal(("rss > 5", 6, TimeSpan.Zero), (first.Limit.Text, first.Figure, first.At));
        Assert.Equal(("cpu > 50", 60, TimeSpan.FromSeconds(1)), (second.Limit.Text, second.Figure, second.At));
        Assert.Equal(Environment.ProcessId, first.Pid);
        Assert.Equal(new SignalOutcome(1, Environment.ProcessId, 0, 0), first.Outcome);

        for (int i = 2; i < 1002; i++)
            watch.Add(Samples.At(i, rss: i % 2 == 0 ? 1 : 6));
        Assert.Equal(501, watch.Limits[0].Crossings);
        int kept = 0;
        while (watch.Crossings.TryTake(out _))
            kept++;
        Assert.Equal(500, kept + watch.Crossings.Lost);
        Assert.InRange(kept, 100, 499);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using AttachedProcess self = AttachedProcess.Attach(Environment.ProcessId, ProcRoot.Default);
        LimitWatch watch = new([Limit.Parse("rss > 5"), Limit.Parse("cpu > 50% for 1s")], NoActions with { StopsRecording = true, Signal = 0 }, TimeSpan.Zero, self, () => { });
        Sample[] samples = [.. Enumerable.Range(0, 8).Select(i => Samples.At(i, rss: i % 2 == 0 ? 1 : 6, cpu: i < 4 ? 60 : 10))];
        watch.Add(samples[1]);

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 10_000; i++)
                watch.Add(samples[i % 8]);
        }));
    }

    private static Sample OfSet(double second, double rss, bool hasNobody = false)
    {
        Sample sample = Samples.At(second, rss, pid: null);
        sample.HasNobody = hasNobody;
        return sample;
    }
}
