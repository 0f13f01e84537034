using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>
/// What the processes of a recording have of its total RSS, in a fixed amount of memory, for drawing: time is cut into buckets of equal span, and of each bucket one
/// moment is kept, that of the highest total, so that what the processes have adds up to a total that was sampled. When all buckets are used, the span doubles and
/// neighbours merge. Every sample is kept while there are few.
/// </summary>
/// <remarks>
/// Up to 64 processes are kept one by one (<see cref="TrackedProcesses"/>); the others are what remains of the total. Of a recording of one process nothing is kept, and
/// no memory is taken. Otherwise half a megabyte of address space is reserved, and becomes memory only as moments fill it; then adding allocates nothing.
/// </remarks>
public sealed class ProcessStack
{
    private const int DefaultCapacity = 2048;

    private readonly TrackedProcesses _tracked;
    private readonly int _capacity;
    private StackMoment[] _moments = [];

    /// <summary>The RSS at each place of the tracked ones, a row for each moment.</summary>
    private uint[] _rss = [];

    private long _spanNanoseconds;
    private int _used;

    /// <summary>Where the last bucket ends; the first moment that is not before it needs a bucket of its own.</summary>
    private long _end;

    private long _last = -1;
    private bool _broken = true;

    /// <param name="intervalNanoseconds">The interval between samples, at least 1.</param>
    internal ProcessStack(long intervalNanoseconds)
        : this(intervalNanoseconds, DefaultCapacity)
    {
    }

    internal ProcessStack(long intervalNanoseconds, int capacity)
    {
        // Samples come a little early and late: in buckets of half their interval no two of them meet.
        _spanNanoseconds = Math.Max(1, intervalNanoseconds / 2);
        _capacity = capacity;
        _tracked = new TrackedProcesses();
    }

    private ProcessStack(ProcessStack other)
    {
        _tracked = new TrackedProcesses(other._tracked);
        _capacity = other._capacity;
        _moments = other._moments.AsSpan(0, other._used).ToArray();
        _rss = other._rss.AsSpan(0, other._used * TrackedProcesses.Places).ToArray();
        (_spanNanoseconds, _used, _end, _last, _broken) = (other._spanNanoseconds, other._used, other._end, other._last, other._broken);
    }

    /// <summary>How many processes there were in all samples together; 0 in a recording of exactly one.</summary>
    internal int Seen => _tracked.Seen;

    /// <summary>The processes that are kept one by one, each at its place.</summary>
    internal ReadOnlySpan<TrackedProcess> Tracked => _tracked.All;

    /// <summary>The moments that are kept, in the order of time.</summary>
    internal ReadOnlySpan<StackMoment> Moments => _moments.AsSpan(0, _used);

    /// <summary>
    /// What the process at a place had at a moment, in bytes: 0 when it was not there, NaN when it was there and nothing is known, or when it is not known whether it
    /// was there.
    /// </summary>
    internal double BytesAt(int moment, int place)
    {
        ref readonly TrackedProcess process = ref Tracked[place];
        if (_moments[moment].ElapsedNanoseconds < process.Since)
            return process.IsNew ? 0 : double.NaN;
        uint kept = Row(moment)[place];
        return kept == TrackedProcesses.Unknown ? double.NaN : kept * 1024d;
    }

    /// <summary>The same as it is now, to be looked at, not to be added to.</summary>
    internal ProcessStack Copy() => new(this);

    /// <summary>Takes in a sample. Where the total is unknown or ticks were missed there is a gap. Two samples of one microsecond are one.</summary>
    internal void Add(Sample sample)
    {
        long time = (long)sample.Elapsed.TotalNanoseconds;
        double total = sample.Total[Metric.Rss];
        _broken |= sample.FollowsGap || !double.IsFinite(total);
        bool isOfOne = _moments.Length == 0 && sample.Processes.Count == 0;
        if (isOfOne || !double.IsFinite(total) || time <= _last)
            return;
        if (_moments.Length == 0)
            Reserve();
        _tracked.Add(sample.Processes, time);
        Keep(time, total);
        _last = time;
        _broken = false;
    }

    /// <summary>Not cleared: the system then gives memory page by page, as the moments are first written.</summary>
    private void Reserve()
    {
        _moments = GC.AllocateUninitializedArray<StackMoment>(_capacity);
        _rss = GC.AllocateUninitializedArray<uint>(_capacity * TrackedProcesses.Places);
    }

    private void Keep(long time, double total)
    {
        while (time >= _end && _used == _capacity) DoubleSpan();

        bool isNew = time >= _end;
        if (isNew)
            _end = EndOfBucketAt(time);
        else if (total <= _moments[_used - 1].Total)
            return;
        bool isJoined = isNew ? !_broken : _moments[_used - 1].IsJoined;
        _used += isNew ? 1 : 0;
        _moments[_used - 1] = new StackMoment(time, total, isJoined);
        _tracked.Rss.CopyTo(Row(_used - 1));
    }

    private void DoubleSpan()
    {
        _spanNanoseconds *= 2;
        int last = 0;
        for (int i = 1; i < _used; i++)
        {
            bool sameBucket = _moments[i].ElapsedNanoseconds / _spanNanoseconds == _moments[last].ElapsedNanoseconds / _spanNanoseconds;
            if (!sameBucket)
                Move(i, ++last, _moments[i].IsJoined);
            else if (_moments[i].Total > _moments[last].Total)
                Move(i, last, _moments[last].IsJoined);
        }

        _used = last + 1;
        _end = EndOfBucketAt(_moments[last].ElapsedNanoseconds);
    }

    /// <summary>A gap within a bucket is forgotten: it is narrower than the bucket.</summary>
    private void Move(int from, int to, bool isJoined)
    {
        _moments[to] = _moments[from] with { IsJoined = isJoined };
        Row(from).CopyTo(Row(to));
    }

    private Span<uint> Row(int moment) => _rss.AsSpan(moment * TrackedProcesses.Places, TrackedProcesses.Places);

    private long EndOfBucketAt(long time)
    {
        long start = time - (time % _spanNanoseconds);
        return start + Math.Min(_spanNanoseconds, long.MaxValue - start);
    }
}
