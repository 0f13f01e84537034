using MemoryTracker.Cli.Terminal.Live;

namespace MemoryTracker.Tests.Cli.Terminal.Live;

public class LiveWindowTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(LiveWindow.Stretches)]
    [InlineData(LiveWindow.Stretches + 1)]
    [InlineData(10_000)]
    public void The_whole_keeps_every_extreme_however_long_it_gets(int samples)
    {
        LiveWindow window = new(null, Interval);
        for (int i = 0; i < samples; i++)
            window.Add(i * Interval.Ticks, i == samples / 3 ? 1000 : 10 + (i % 7), double.NaN, followsGap: false);

        LiveBucket[] shown = Shown(window, samples - 1, out TimeSpan from);
        Assert.Equal(TimeSpan.Zero, from);
        Assert.Equal(1000, shown.Max(bucket => double.IsNaN(bucket.High) ? 0 : bucket.High));
        Assert.Equal(10 + ((samples - 1) % 7) + (samples == 1 ? 990 : 0), shown.Last(bucket => bucket.IsKnown).Last);
    }

    [Fact]
    public void The_last_minute_forgets_what_was_before_it()
    {
        LiveWindow window = new(TimeSpan.FromMinutes(1), Interval);
        for (int i = 0; i < 200; i++)
            window.Add(i * Interval.Ticks, i, double.NaN, followsGap: false);

        LiveBucket[] shown = Shown(window, 199, out TimeSpan from);
        Assert.Equal(139, from.TotalSeconds, 0.2);
        Assert.Equal(Enumerable.Range(140, 60).Select(i => (float)i), shown.Where(bucket => bucket.IsKnown).Select(bucket => bucket.Last));
    }

    [Fact]
    public void After_a_long_pause_nothing_old_is_left_in_it()
    {
        LiveWindow window = new(TimeSpan.FromMinutes(1), Interval);
        window.Add(0, 5, double.NaN, followsGap: false);
        window.Add(1_000_000 * Interval.Ticks, 7, double.NaN, followsGap: true);

        LiveBucket only = Assert.Single(Shown(window, 1_000_000, out _), bucket => bucket.IsKnown);
        Assert.Equal((7, 7, true), (only.Low, only.High, only.FollowsGap));
    }

    [Fact]
    public void A_peak_between_samples_is_the_highest_of_its_stretch()
    {
        LiveWindow window = new(null, Interval);
        window.Add(0, 5, double.NaN, followsGap: false);
        window.Add(Interval.Ticks, 6, 90, followsGap: false);

        Assert.Equal(90, Shown(window, 1, out _)[1].High);
    }

    private static LiveBucket[] Shown(LiveWindow window, long now, out TimeSpan from)
    {
        LiveBucket[] shown = new LiveBucket[LiveWindow.Stretches];
        (long begin, _) = window.CopyTo(shown, now * Interval.Ticks);
        from = TimeSpan.FromTicks(begin);
        return shown;
    }
}
