using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Tests.Harness;
using static MemoryTracker.Tests.Charts.ProcessSamples;

#pragma warning disable CA5394 // random data that is the same in every run is what a test needs

namespace MemoryTracker.Tests.Charts;

/// <summary>What is kept of the processes of a recording.</summary>
public sealed class ProcessStackTests
{
    private const double Unknown = double.NaN;
    private const long Second = 1_000_000_000;

    [Fact]
    public void Few_samples_are_kept_as_they_are()
    {
        ProcessStack stack = Of(At(0, (0, 10), (1, 20)), At(1, (0, 11), (1, 21)), At(1.6, (0, 12), (1, 5)), At(3, (0, 13), (2, 1)));

        Assert.Equal([0, 1, 1.6, 3], stack.Moments.ToArray().Select(moment => moment.ElapsedNanoseconds / 1e9));
        Assert.Equal([30, 32, 17, 14], stack.Moments.ToArray().Select(moment => moment.Total / MiB));
        Assert.Equal([10, 11, 12, 13], MiBOf(stack, 0));
        Assert.Equal([20, 21, 5, 0], MiBOf(stack, 1));
        Assert.Equal([0, 0, 0, 1], MiBOf(stack, 2));
        Assert.Equal(3, stack.Seen);
    }

    [Fact]
    public void An_unknown_figure_of_a_process_is_not_zero() =>
        Assert.Equal([10, Unknown, 12], MiBOf(Of(At(0, 10, (0, 10)), At(1, 11, (0, Unknown)), At(2, 12, (0, 12))), 0));

    [Fact]
    public void Where_the_total_is_unknown_or_ticks_were_missed_is_a_gap()
    {
        Sample late = At(9, (0, 3));
        late.FollowsGap = true;
        ProcessStack stack = Of(At(0, (0, 1)), At(1, (0, 2)), At(2, Unknown, (0, 2)), At(3, (0, 2)), At(4, (0, 2)), late, At(10, (0, 2)));

        Assert.Equal([0, 1, 3, 4, 9, 10], stack.Moments.ToArray().Select(moment => moment.ElapsedNanoseconds / 1e9));
        Assert.Equal([false, true, false, true, false, true], stack.Moments.ToArray().Select(moment => moment.IsJoined));
    }

    [Fact]
    public void Two_samples_of_one_microsecond_are_one() => Assert.Equal([1, 2], MiBOf(Of(At(0, (0, 1)), At(1, (0, 2)), At(1, (0, 3))), 0));

    [Fact]
    public void Of_a_recording_of_one_process_nothing_is_kept_and_no_memory_taken()
    {
        ProcessStack stack = new(Second);
        Sample sample = Samples.At(1, rss: 5 * MiB);
        Assert.Equal(0, Allocations.Of(() => stack.Add(sample)));
        Assert.Equal((0, 0), (stack.Moments.Length, stack.Seen));
    }

    [Fact]
    public void A_time_without_processes_between_is_a_total_of_nothing() => Assert.Equal([1, 0, 2], Totals(Of(At(0), At(1, (0, 1)), At(2), At(3, (1, 2)))));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(8, 9)]
    [InlineData(16, 1000)]
    [InlineData(64, 5000)]
    public void What_is_kept_of_a_moment_is_what_was_sampled_then(int capacity, int samples)
    {
        Random random = new(samples);
        ProcessStack stack = new(Second, capacity);
        Dictionary<long, (double Total, double[] Parts)> sampled = [];
        double highest = 0;
        for (int i = 0; i < samples; i++)
        {
            double[] parts = [.. Enumerable.Range(0, 5).Select(_ => (double)random.Next(1, 1000))];
            Sample sample = At(i + (random.NextDouble() * 0.4), parts.Select((mib, ordinal) => (ordinal, mib)));
            sampled[(long)sample.Elapsed.TotalNanoseconds] = (sample.Total[Metric.Rss], parts);
            highest = Math.Max(highest, sample.Total[Metric.Rss]);
            stack.Add(sample);
        }

        Assert.InRange(stack.Moments.Length, Math.Min(samples, capacity / 2), capacity);
        Assert.Equal(highest, stack.Moments.ToArray().Max(moment => moment.Total));
        Assert.Equal(stack.Moments.ToArray().Select(moment => moment.ElapsedNanoseconds).Order(), stack.Moments.ToArray().Select(moment => moment.ElapsedNanoseconds));
        foreach ((int index, StackMoment moment) in stack.Moments.ToArray().Index())
        {
            (double total, double[] parts) = sampled[moment.ElapsedNanoseconds];
            Assert.Equal(total, moment.Total);
            Assert.Equal(parts, Enumerable.Range(0, 5).Select(ordinal => MiBOf(stack, ordinal)[index]));
        }
    }

    [Fact]
    public void A_gap_outlives_the_merging_of_buckets()
    {
        ProcessStack stack = new(Second, 8);
        for (int i = 0; i < 64; i++) stack.Add(At(i, i is > 20 and < 44 ? Unknown : 1, (0, 1)));
        Assert.Equal(2, stack.Moments.ToArray().Count(moment => !moment.IsJoined));
    }

    [Fact]
    public void Samples_that_come_early_and_late_do_not_meet_in_a_bucket()
    {
        ProcessStack stack = new(Second);
        for (int i = 0; i < 1000; i++) stack.Add(At(i + (i % 2 == 0 ? 0.2 : -0.2), (0, i)));
        Assert.Equal(1000, stack.Moments.Length);
    }

    [Fact]
    public void Who_was_always_there_and_became_large_is_kept_from_then_on_and_unknown_before()
    {
        int last = TrackedProcesses.Places;
        ProcessStack stack = Of(At(0, Crowd(last, 10).Append((last, 5))), At(1, Crowd(last, 10).Append((last, 11))), At(2, Crowd(last, 10).Append((last, 99))));
        Assert.Equal([Unknown, 11, 99], MiBOf(stack, last));
    }

    [Fact]
    public void Who_begins_had_nothing_before() => Assert.Equal([0, 11], MiBOf(Of(At(0, Crowd(64, 10)), At(1, Crowd(64, 10).Append((64, 11)))), 64));

    [Fact]
    public void As_large_a_one_does_not_take_the_place_of_one_that_lives() =>
        Assert.DoesNotContain(64, Ordinals(Of(At(0, Crowd(64, 10)), At(1, Crowd(64, 10).Append((64, 10))))));

    [Fact]
    public void A_small_one_takes_the_place_of_one_that_has_ended_but_not_of_one_of_the_largest()
    {
        IEnumerable<(int, double)> first = Enumerable.Range(0, 64).Select(ordinal => (ordinal, 100.0 + ordinal));
        ProcessStack stack = Of(At(0, first), At(1, Enumerable.Range(64, 100).Select(ordinal => (ordinal, 1.0))));
        Assert.Equal([.. Enumerable.Range(56, 8), .. Enumerable.Range(64, 56)], Ordinals(stack));
    }

    [Fact]
    public void Whoever_is_among_the_largest_by_its_peak_is_kept()
    {
        Random random = new(5);
        ProcessStack stack = new(Second);
        double[] peaks = new double[2000];
        for (int tick = 0; tick < 400; tick++)
        {
            Sample sample = At(tick, Enumerable.Range(tick * 4, 300).Select(ordinal => (ordinal, 1 + (random.NextDouble() * (10 + (ordinal * 7919 % 1000))))));
            foreach (Figures process in sample.Processes) peaks[process.Ordinal] = Math.Max(peaks[process.Ordinal], process[Metric.Rss]);
            stack.Add(sample);
        }

        int[] largest = [.. Enumerable.Range(0, peaks.Length).OrderByDescending(ordinal => peaks[ordinal]).Take(TrackedProcesses.MostNamed)];
        Assert.Empty(largest.Except(Ordinals(stack)));
        Assert.All(largest, ordinal => Assert.Equal((uint)(peaks[ordinal] / 1024), stack.Tracked[PlaceOf(stack, ordinal)].Peak));
        Assert.Equal((399 * 4) + 300, stack.Seen);
    }

    [Fact]
    public void A_process_is_called_what_it_was_called_when_it_was_largest()
    {
        ProcessStack stack = new(Second);
        foreach ((int second, double mib, string name) in new[] { (0, 1.0, "sh"), (1, 9.0, "python3"), (2, 2.0, "defunct") })
        {
            Sample sample = At(second, mib);
            sample.Processes = [ProcessSamples.Of(0, mib, name)];
            stack.Add(sample);
        }

        Assert.Equal("python3", stack.Tracked[PlaceOf(stack, 0)].Command.ToString());
    }

    [Fact]
    public void More_than_four_tebibytes_are_not_unknown() => Assert.InRange(MiBOf(Of(At(0, (0, 1e9))), 0)[0], 4e6, 1e9);

    [Fact]
    public void Ten_thousand_processes_one_after_another_take_no_memory()
    {
        ProcessStack stack = new(Second);
        Sample[] samples = [.. Enumerable.Range(0, 10_000).Select(i => At(i, (i, 1 + (i * 7919 % 10_000))))];
        Assert.Equal(0, AllocatedBy(stack, samples, after: 100));
        Assert.Equal(10_000, stack.Seen);
        Assert.Equal(Enumerable.Range(9993, 8), stack.Tracked.ToArray().Select(process => (int)(process.Peak / 1024)).Order().TakeLast(8));
    }

    [Fact]
    public void A_thousand_that_live_and_grow_take_none_either()
    {
        ProcessStack stack = new(Second);
        Sample[] samples =
            [.. Enumerable.Range(0, 50).Select(i => At(i, Enumerable.Range(0, 1000).Select(ordinal => (ordinal, ((ordinal * 7919 % 1000) + 1.0) * (i + 1)))))];
        Assert.Equal(0, AllocatedBy(stack, samples, after: 10));
    }

    private static long AllocatedBy(ProcessStack stack, Sample[] samples, int after)
    {
        foreach (Sample sample in samples[..after]) stack.Add(sample);
        Sample[] others = samples[after..];
        return Allocations.Of(() =>
        {
            foreach (Sample sample in others) stack.Add(sample);
        });
    }

    private static IEnumerable<(int Ordinal, double MiB)> Crowd(int count, double mib) => Enumerable.Range(0, count).Select(ordinal => (ordinal, mib));

    private static ProcessStack Of(params Sample[] samples)
    {
        ProcessStack stack = new(Second);
        Array.ForEach(samples, stack.Add);
        return stack;
    }

    private static int PlaceOf(ProcessStack stack, int ordinal) => Array.FindIndex(stack.Tracked.ToArray(), process => process.Ordinal == ordinal);

    private static int[] Ordinals(ProcessStack stack) => [.. stack.Tracked.ToArray().Select(process => process.Ordinal).Order()];

    private static double[] Totals(ProcessStack stack) => [.. stack.Moments.ToArray().Select(moment => moment.Total / MiB)];

    private static double[] MiBOf(ProcessStack stack, int ordinal)
    {
        int place = PlaceOf(stack, ordinal);
        return [.. Enumerable.Range(0, stack.Moments.Length).Select(moment => stack.BytesAt(moment, place) / MiB)];
    }
}
