using MemoryTracker.Metrics;
using MemoryTracker.Procfs;
using MemoryTracker.Targets;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests;

public sealed class RecorderTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(100);

    private readonly Child _child = Child.Sleeping().UntilNamed("sleep");
    private readonly AttachedProcess _target;
    private readonly KeptRows _rows = new();

    public RecorderTests()
    {
        // From now on it sleeps, and uses no CPU at all.
        Child.UntilState(_child.Pid, 'S');
        _target = AttachedProcess.Attach(_child.Pid, ProcRoot.Default);
    }

    public void Dispose()
    {
        _target.Dispose();
        _child.Dispose();
    }

    [Fact]
    public void A_duration_ends_with_a_last_sample_even_between_two_ticks()
    {
        RecordingResult result = Record(Hour, Shortly);

        Assert.Equal((EndReason.DurationOver, 2L, 0L), (result.Reason, result.Samples, result.MissedTicks));
        Assert.Equal(2, _rows.Count);
        Assert.Equal(TimeSpan.Zero, _rows[0].Elapsed);
        Assert.InRange(_rows[1].Elapsed, Shortly, Patience.Limit);
        Assert.Null(result.ReachedInterval);
    }

    [Fact]
    public void Every_tick_of_the_duration_is_taken_or_counted_as_missed()
    {
        RecordingResult result = Record(TimeSpan.FromMilliseconds(10), Shortly);

        // The end and the tenth tick fall together: one row. A late machine may add one between the last tick and the end.
        Assert.Equal(EndReason.DurationOver, result.Reason);
        Assert.InRange(result.Samples + result.MissedTicks, 11, 12 + result.MissedTicks);
        Assert.Equal(result.Samples, _rows.Count);
        Assert.NotNull(result.LatenessP99);
    }

    [Fact]
    public void Ticks_keep_to_the_schedule_of_the_first()
    {
        TimeSpan interval = TimeSpan.FromMilliseconds(10);
        _ = Record(interval, TimeSpan.FromMilliseconds(300));

        // However late one row is, it lies after its own tick, and the least late one lies close to it.
        IEnumerable<double> late = _rows.Skip(1).Select(row => row.Elapsed.TotalMilliseconds % 10);
        Assert.InRange(late.Min(), 0, 3);
        Assert.InRange(_rows[^1].Elapsed, TimeSpan.FromMilliseconds(300), Patience.Limit);
    }

    [Fact]
    public void Figures_are_those_of_the_process()
    {
        _ = Record(Hour, Shortly);

        Assert.All(_rows, row => Assert.Equal((_child.Pid, "sleep"), (row.Pid, row.Command)));
        Assert.All(_rows, row => Assert.InRange(row.Rss, 64 << 10, 16 << 20));
        Assert.All(_rows, row => Assert.InRange(row.Time, DateTime.UtcNow - Patience.Limit, DateTime.UtcNow));
        Assert.Equal(double.NaN, _rows[0].Cpu);
        Assert.Equal(0, _rows[1].Cpu);
    }

    [Fact]
    public void What_the_mark_was_before_is_told_apart()
    {
        RecordingResult result = Record(Hour, Shortly);

        Assert.InRange(result.PeakBefore!.Value, _rows[0].Rss, 64 << 20);
        Assert.All(_rows, row => Assert.Equal(double.NaN, row.PeakRss));
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(0)]
    public void A_stop_ends_in_order_whatever_the_interval(int milliseconds)
    {
        RecordingResult result = Record(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.Zero, recorder => recorder.Stop());

        Assert.Equal(EndReason.Stopped, result.Reason);
        Assert.Equal(result.Samples, _rows.Count);
        Assert.Equal(milliseconds == 0 ? 1 : 2, _rows.Count);
    }

    [Fact]
    public async Task A_stop_from_another_thread_wakes_the_recorder()
    {
        using Recorder recorder = new(_target, new RecordingOptions { Interval = Hour }, _rows);
        Task<RecordingResult> run = Task.Run(recorder.Run, TestContext.Current.CancellationToken);
        Patience.Until(() => _rows.Count == 1, "the first sample is taken");

        recorder.Stop();

        Assert.Equal(EndReason.Stopped, (await run.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken)).Reason);
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(10)]
    [InlineData(0)]
    public void The_end_of_the_process_ends_the_recording_with_an_end_row(int milliseconds)
    {
        RecordingResult result = Record(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.Zero, _ => _child.End());

        Assert.Equal((EndReason.TargetEnded, 1L), (result.Reason, result.Samples));
        Assert.Equal(2, _rows.Count);
        Assert.Equal((double.NaN, double.NaN, "sleep"), (_rows[1].Rss, _rows[1].PeakRss, _rows[1].Command));
        Assert.InRange(_rows[1].Elapsed, TimeSpan.FromMicroseconds(1), Patience.Limit);
    }

    [Fact]
    public void A_process_that_ended_before_the_first_sample_leaves_no_row()
    {
        _child.End();

        RecordingResult result = Record(Hour, TimeSpan.Zero);

        Assert.Equal((EndReason.TargetEnded, 0L), (result.Reason, result.Samples));
        Assert.Empty(_rows);
        Assert.Null(result.PeakBefore);
    }

    [Fact]
    public void Ticks_that_went_by_are_counted_and_the_row_after_them_follows_a_gap()
    {
        RecordingResult result = Record(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(200), _ => Thread.Sleep(45));

        Assert.InRange(result.MissedTicks, 3, long.MaxValue);
        Assert.False(_rows[0].FollowsGap);
        Assert.True(_rows[1].FollowsGap);
        Assert.InRange(_rows[1].Elapsed, TimeSpan.FromMilliseconds(45), Patience.Limit);
    }

    [Fact]
    public void A_sample_says_that_nobody_was_there_and_the_end_is_none_of_them()
    {
        KeptSamples kept = new();
        using SyntheticTarget target = new(TimeSpan.FromSeconds(1), readings: 4) { IsThere = reading => reading != 2 };
        using Recorder recorder = new(target, new RecordingOptions { Interval = TimeSpan.Zero }, kept);
        _ = recorder.Run();

        Assert.Equal([false, false, true, false, false], kept.All.Select(sample => sample.HasNobody));
        Assert.True(kept.All[^1].HasEnded);
    }

    [Fact]
    public void As_often_as_possible_has_no_schedule_to_miss()
    {
        RecordingResult result = Record(TimeSpan.Zero, Shortly);

        Assert.Equal((EndReason.DurationOver, 0L, null), (result.Reason, result.MissedTicks, result.LatenessP99));
        Assert.InRange(result.Samples, 100, long.MaxValue);
        Assert.InRange(_rows[^1].Elapsed, Shortly, Patience.Limit);
        Assert.DoesNotContain(_rows, row => row.FollowsGap);
        Assert.Equal(_rows[^1].Elapsed.TotalMicroseconds / (_rows.Count - 1), result.ReachedInterval!.Value.TotalMicroseconds, 0.2);
    }

    [Fact]
    public void The_interval_that_was_reached_is_that_between_samples()
    {
        StopAt third = new(3);
        using Recorder recorder = new(_target, new RecordingOptions { Interval = TimeSpan.Zero }, _rows, third);
        third.Recorder = recorder;
        RecordingResult result = recorder.Run();

        Assert.Equal(3, _rows.Count);
        // Rows are cut to whole microseconds.
        Assert.Equal(_rows[2].Elapsed.TotalMicroseconds / 2, result.ReachedInterval!.Value.TotalMicroseconds, 0.6);
    }

    [Fact]
    public void Time_only_goes_forward()
    {
        _ = Record(TimeSpan.Zero, Shortly);

        Assert.All(_rows.Zip(_rows.Skip(1)), pair => Assert.True(pair.First.Elapsed < pair.Second.Elapsed));
    }

    private RecordingResult Record(TimeSpan interval, TimeSpan duration, Action<Recorder>? atFirstSample = null)
    {
        AtFirst first = new(atFirstSample);
        using Recorder recorder = new(_target, new RecordingOptions { Interval = interval, Duration = duration }, _rows, first);
        first.Recorder = recorder;
        return recorder.Run();
    }

    private sealed class AtFirst(Action<Recorder>? action) : ISampleSink
    {
        private bool _isDone;

        public Recorder? Recorder { get; set; }

        public void Add(Sample sample)
        {
            if (!_isDone)
                action?.Invoke(Recorder!);
            _isDone = true;
        }
    }

    private sealed class StopAt(int sample) : ISampleSink
    {
        private int _taken;

        public Recorder? Recorder { get; set; }

        public void Add(Sample of)
        {
            if (++_taken == sample)
                Recorder!.Stop();
        }
    }
}
