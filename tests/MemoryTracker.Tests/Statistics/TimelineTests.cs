using MemoryTracker.Metrics;
using MemoryTracker.Statistics;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Statistics;

public class TimelineTests
{
    [Fact]
    public void A_phase_is_told_from_the_samples_within_it()
    {
        Timeline timeline = Of(Enumerable.Range(0, 11).Select(i => Samples.At(i, rss: 100 + i, used: i / 2.0)));

        Phase phase = Tell(timeline, 2.5, 7.5);

        Assert.Equal((102, 107, 5, 107, 105, 5), (phase.RssAtStart, phase.RssAtEnd, phase.Change, phase.PeakRss, phase.MeanRss, phase.Samples));
        Assert.Equal(2.5, phase.CpuSeconds, 6);
        Assert.True(phase.IsExact);
    }

    [Fact]
    public void Cuts_that_wait_for_the_next_sample_cost_no_allocation()
    {
        Timeline timeline = Of([Samples.At(0, rss: 1), Samples.At(1, rss: 2)]);
        Sample[] later = [.. Enumerable.Range(2, 100).Select(i => Samples.At(i, rss: i))];
        timeline.Cut(TimeSpan.FromSeconds(50.5));

        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (Sample sample in later)
                timeline.Add(sample);
        }));
    }

    [Fact]
    public void Its_ends_belong_to_it()
    {
        Phase phase = Tell(Of(Enumerable.Range(0, 11).Select(i => Samples.At(i, rss: 100 + i, used: i))), 2, 7);

        Assert.Equal((102, 107, 107, 6), (phase.RssAtStart, phase.RssAtEnd, phase.PeakRss, phase.Samples));
        Assert.Equal(5, phase.CpuSeconds, 6);
    }

    [Fact]
    public void One_without_a_sample_within_it_is_unknown_but_for_the_memory_with_which_it_began()
    {
        Phase phase = Tell(Of([Samples.At(0, rss: 100, used: 0), Samples.At(1, rss: 300, peak: 900, used: 1)]), 0.25, 0.75);

        Assert.Equal((100, 0), (phase.RssAtStart, phase.Samples));
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], [phase.RssAtEnd, phase.Change, phase.PeakRss, phase.MeanRss, phase.CpuSeconds]);
    }

    [Fact]
    public void One_that_began_before_the_recording_has_no_memory_at_its_start()
    {
        Phase phase = Tell(Of(Enumerable.Range(0, 5).Select(i => Samples.At(i, rss: 100 + i, used: i))), -10, 2.5);

        Assert.Equal(double.NaN, phase.RssAtStart);
        Assert.Equal((102, 101, 2.5), (phase.RssAtEnd, phase.MeanRss, phase.CpuSeconds));
    }

    [Fact]
    public void One_that_outlasts_the_recording_ends_with_what_was_known_last()
    {
        Timeline timeline = Of([Samples.At(0, rss: 100, used: 0), Samples.At(1, rss: 120, used: 0.5), Samples.At(1.5, used: 0.75)]);

        Phase phase = Tell(timeline, 0.5, 99);

        Assert.Equal((100, 120, 0.5, 1), (phase.RssAtStart, phase.RssAtEnd, phase.CpuSeconds, phase.Samples));
    }

    [Theory]
    [InlineData(2, 4, 900)]
    [InlineData(2.5, 4, 104)]
    [InlineData(3, 4, 104)]
    [InlineData(0, 2.9, 102)]
    public void A_peak_between_samples_counts_when_its_interval_lies_within(double from, double to, double peak)
    {
        Timeline timeline = Of(Enumerable.Range(0, 6).Select(i => Samples.At(i, rss: 100 + i, peak: i == 3 ? 900 : double.NaN)));

        Assert.Equal(peak, Tell(timeline, from, to).PeakRss);
    }

    [Theory]
    [InlineData(0, 2, double.NaN)]
    [InlineData(0, 2.5, 900)]
    [InlineData(2.5, 4, 900)]
    [InlineData(2.2, 2.8, 900)]
    [InlineData(2, 4, double.NaN)]
    [InlineData(3, 4, double.NaN)]
    public void A_peak_of_an_interval_over_an_end_may_have_been_in_it_or_beside_it(double from, double to, double edge)
    {
        Timeline timeline = Of(Enumerable.Range(0, 6).Select(i => Samples.At(i, rss: 100 + i, peak: i == 3 ? 900 : double.NaN)));

        Assert.Equal(edge, Tell(timeline, from, to).EdgePeakRss);
    }

    [Theory]
    [InlineData(776.5, 5_000, 900)]
    [InlineData(0, 776.5, 100)]
    [InlineData(777.5, 5_000, 100)]
    public void The_highest_sample_keeps_its_moment_when_its_neighbours_are_put_together(double from, double to, double peak)
    {
        Timeline timeline = new(capacity: 64);
        for (int i = 0; i < 10_000; i++)
            timeline.Add(Samples.At(i, rss: i == 777 ? 900 : 100));

        Assert.Equal(peak, Tell(timeline, from, to).PeakRss);
    }

    [Fact]
    public void Unknown_memory_is_passed_over()
    {
        Timeline timeline = Of([Samples.At(0, rss: 100), Samples.At(1), Samples.At(2, rss: 300), Samples.At(3)]);

        Phase phase = Tell(timeline, 1, 3);

        Assert.Equal((100, 300, 300, 300, 1), (phase.RssAtStart, phase.RssAtEnd, phase.MeanRss, phase.PeakRss, phase.Samples));
        Assert.Equal(double.NaN, phase.CpuSeconds);
    }

    [Fact]
    public void In_a_long_recording_phases_marked_while_they_happen_are_told_exactly()
    {
        // A phase of 30 samples every 500, each between two samples, whose markers are read three samples late.
        const int Count = 100_000;
        Timeline timeline = new(capacity: 512);
        List<(int From, int To)> phases = [];
        for (int i = 0; i < Count; i++)
        {
            timeline.Add(Noisy(i));
            if (i % 500 == 103 && i > Count / 2)
                timeline.Cut(TimeSpan.FromSeconds(i - 3.5));
            if (i % 500 == 133 && i > Count / 2)
            {
                timeline.Cut(TimeSpan.FromSeconds(i - 3.5));
                phases.Add((i - 33, i - 3));
            }
        }

        Assert.True(phases.Count > 90);
        foreach ((int from, int to) in phases)
        {
            double[] within = [.. Enumerable.Range(from, to - from).Select(i => Noisy(i).Total[Metric.Rss])];
            Phase phase = Tell(timeline, from - 0.5, to - 0.5);
            Assert.True(phase.IsExact, $"{from} to {to}");
            Assert.Equal((30, Math.Max(within.Max(), Noisy(from - 1).Total[Metric.Rss]), within[^1]), (phase.Samples, phase.PeakRss, phase.RssAtEnd));
            Assert.Equal(within.Average(), phase.MeanRss, 6);
            Assert.Equal(Noisy(from - 1).Total[Metric.Rss], phase.RssAtStart);
            Assert.Equal(30 * 0.25, phase.CpuSeconds, 6);
        }
    }

    [Fact]
    public void A_phase_that_is_told_of_late_is_as_fine_as_the_past_is_kept_and_says_so()
    {
        Timeline timeline = new(capacity: 512);
        for (int i = 0; i < 100_000; i++)
            timeline.Add(Samples.At(i, rss: 1000 + i, used: i / 4.0));

        Phase phase = Tell(timeline, 20_000.5, 40_000.5);

        Assert.False(phase.IsExact);
        Assert.InRange(phase.Samples, 19_000, 21_000);
        Assert.InRange(phase.RssAtStart, 20_500, 21_500);
        Assert.InRange(phase.RssAtEnd, 40_500, 41_500);
        Assert.InRange(phase.MeanRss, 30_500, 31_500);
        Assert.Equal(5_000, phase.CpuSeconds, 1);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(8)]
    public void The_whole_is_always_exact_however_long_it_is(int capacity)
    {
        Timeline timeline = new(capacity);
        const int Count = 50_000;
        for (int i = 0; i < Count; i++)
        {
            timeline.Add(Samples.At(i, rss: i == 31_234 ? 9e9 : 100, peak: i == 777 ? 8e9 : double.NaN, used: i));
            Assert.InRange(timeline.Cells.Length, 1, capacity + 1);
        }

        Phase phase = Tell(timeline, 0, Count);

        Assert.True(phase.IsExact);
        Assert.Equal((Count, 9e9, Count - 1), (phase.Samples, phase.PeakRss, phase.CpuSeconds));
    }

    [Fact]
    public void Thousands_of_phases_are_told_exactly_in_a_long_recording()
    {
        Timeline timeline = new(capacity: 512);
        for (int i = 0; i < 60_000; i++)
        {
            timeline.Add(Noisy(i));
            if (i % 10 is 3 or 7)
                timeline.Cut(TimeSpan.FromSeconds(i - 0.5));
        }

        for (int i = 10; i < 60_000; i += 10)
        {
            Phase phase = Tell(timeline, i + 2.5, i + 6.5);
            Assert.True(phase.IsExact, $"{i}");
            Assert.Equal((4, Noisy(i + 6).Total[Metric.Rss]), (phase.Samples, phase.RssAtEnd));
        }
    }

    [Fact]
    public void More_cuts_than_there_is_room_for_give_way_to_every_second()
    {
        Timeline timeline = new(capacity: 64);
        const int Count = 3 * Timeline.MostCuts;
        for (int i = 0; i < Count; i++)
        {
            timeline.Cut(TimeSpan.FromSeconds(i - 0.5));
            timeline.Add(Samples.At(i, rss: 100 + i, used: i));
        }

        Phase whole = Tell(timeline, 0, Count);
        Assert.Equal((Count, Count + 99), (whole.Samples, whole.PeakRss));
        Assert.InRange(timeline.Cells.Length, Timeline.MostCuts / 2, Timeline.MostCuts + 64);
        Phase early = Tell(timeline, 1000.5, 3000.5);
        Assert.InRange(early.MeanRss, 2090, 2110);
        Assert.InRange(early.CpuSeconds, 1990, 2010);
    }

    [Fact]
    public void Of_a_phase_that_is_short_against_the_pieces_of_the_past_nothing_is_told()
    {
        Timeline timeline = new(capacity: 512);
        for (int i = 0; i < 100_000; i++)
            timeline.Add(Samples.At(i, rss: 1000 + i, peak: 5000 + i, used: i / 4.0));

        Phase phase = Tell(timeline, 20_000.5, 20_003.5);

        Assert.Equal((false, 0), (phase.IsExact, phase.Samples));
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN],
            [phase.RssAtStart, phase.RssAtEnd, phase.Change, phase.PeakRss, phase.MeanRss, phase.CpuSeconds]);
    }

    [Fact]
    public void A_peak_between_samples_survives_that_its_neighbours_are_put_together()
    {
        Timeline timeline = new(capacity: 64);
        for (int i = 0; i < 10_000; i++)
            timeline.Add(Samples.At(i, rss: 100, peak: i == 777 ? 900 : double.NaN));

        Assert.Equal(900, Tell(timeline, 0.5, 5_000).PeakRss);
    }

    [Fact]
    public void The_memory_with_which_a_phase_began_counts_as_its_peak()
    {
        Phase phase = Tell(Of([Samples.At(0, rss: 900), Samples.At(1, rss: 100), Samples.At(2, rss: 110)]), 0.5, 2.5);

        Assert.Equal((900, 900), (phase.RssAtStart, phase.PeakRss));
    }

    [Fact]
    public void Cuts_ahead_of_the_samples_wait_for_them()
    {
        Timeline timeline = new(capacity: 64);
        timeline.Cut(TimeSpan.FromSeconds(499.5));
        for (int i = 0; i < 10_000; i++)
            timeline.Add(Samples.At(i, rss: 100 + i));

        Assert.True(Tell(timeline, 0, 499.5).IsExact);
        Assert.Equal(500, Tell(timeline, 0, 499.5).Samples);
    }

    private static Sample Noisy(int i) => Samples.At(i, rss: 1000 + (i * 7919 % 1000), used: i * 0.25);

    private static Timeline Of(IEnumerable<Sample> samples)
    {
        Timeline timeline = new();
        foreach (Sample sample in samples)
            timeline.Add(sample);
        return timeline;
    }

    private static Phase Tell(Timeline timeline, double from, double to) =>
        PhaseFigures.Fill(new Phase("x", TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to)), timeline);
}
