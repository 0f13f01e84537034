using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>Adds up what is read of several processes at one tick. What is unknown of one that lives is unknown of all.</summary>
internal sealed class TotalReading
{
    private Reading _sum;
    private long _processes;
    private long? _threads;
    private bool _hasMemory;
    private bool _hasUnknown;
    private Member? _only;
    private Member? _onlyBefore;
    private bool _isFirst = true;

    /// <summary>Begins a tick.</summary>
    /// <param name="at">When that is, by CLOCK_BOOTTIME.</param>
    /// <param name="realtime">And by the clock on the wall.</param>
    public void Begin(long at, long realtime)
    {
        _sum = new Reading { At = at, Realtime = realtime };
        _processes = 0;
        _threads = null;
        _hasMemory = false;
        _hasUnknown = false;
        _onlyBefore = _only;
        _only = null;
    }

    /// <summary>Adds a process that lives.</summary>
    public void Add(Member member)
    {
        ref readonly Reading one = ref member.Reading;
        _only = _processes == 0 ? member : null;
        _sum.Descriptors = _processes == 0 ? one.Descriptors : _sum.Descriptors + one.Descriptors;
        // The kernel takes the one with the highest, which may be the one that is unknown.
        _sum.OomScore = _processes == 0 || one.OomScore is null || one.OomScore > _sum.OomScore ? one.OomScore : _sum.OomScore;
        // Whose memory is another's has threads of its own.
        _threads = _processes == 0 ? one.Memory.Threads : _threads + one.Memory.Threads;
        _processes++;
        if (member.SharesMemory)
            return;
        _sum.Rss = _hasMemory ? _sum.Rss + one.Rss : one.Rss;
        _sum.Memory = _hasMemory ? _sum.Memory + one.Memory : one.Memory;
        _sum.Smaps = _hasMemory ? _sum.Smaps + one.Smaps : one.Smaps;
        _hasMemory = true;
    }

    /// <summary>There is one more of which nothing can be known: neither can be the sums, nor how many there are.</summary>
    public void AddUnknown() => _hasUnknown = true;

    /// <summary>The total of the tick.</summary>
    /// <param name="used">What all have used since the recording began.</param>
    /// <param name="wasAlone">
    /// Whether nobody else was there since the tick before if the one process of this tick was the only one then: the peak of the sum is then that process's.
    /// </param>
    public Reading End(in Counters used, bool wasAlone)
    {
        if (_hasUnknown)
            _sum = new Reading { At = _sum.At, Realtime = _sum.Realtime };
        else
            (_sum.Processes, _sum.Memory) = (_processes, _sum.Memory with { Threads = _threads });
        used.PutInto(ref _sum);
        if (_only is { SharesMemory: false } only)
        {
            _sum.Command = only.Reading.Command;
            bool isKnown = wasAlone && !_hasUnknown && (_isFirst || _onlyBefore == only);
            _sum.HighWater = isKnown ? only.Reading.HighWater : null;
            _sum.IsMarkFresh = isKnown && only.Reading.IsMarkFresh;
        }

        _isFirst = false;
        return _sum;
    }

    /// <summary>The end, of which nothing but counters is known.</summary>
    public Reading End(in Counters used)
    {
        Reading end = new() { At = _sum.At, Realtime = _sum.Realtime };
        used.PutInto(ref end);
        return end;
    }
}
