using MemoryTracker.Metrics;

namespace MemoryTracker.Charts;

/// <summary>
/// The processes that may be among the largest of a recording in the end, in so many places that one which is not among them now has time to grow. Who comes later
/// takes the place of one that has ended and can be among the largest no more, else of the smallest once it is larger. Whoever is among the largest by its peak has a
/// place from the moment of that peak on at the latest.
/// </summary>
internal sealed class TrackedProcesses
{
    /// <summary>How many places there are.</summary>
    public const int Places = 64;

    /// <summary>How many are the largest that a chart names.</summary>
    public const int MostNamed = 8;

    /// <summary>The RSS of a process of which it is not known.</summary>
    public const uint Unknown = uint.MaxValue;

    private readonly TrackedProcess[] _tracked = new TrackedProcess[Places];
    private readonly uint[] _rss = new uint[Places];

    /// <summary>The tracked ones in the order in which samples hold them, and the place of each: a sample is gone through beside them, and nothing is looked up.</summary>
    private readonly int[] _ordinals = new int[Places];
    private readonly int[] _places = new int[Places];

    private int _lastOrdinal = -1;

    /// <summary>What another one holds, as it is now.</summary>
    public TrackedProcesses(TrackedProcesses other)
    {
        other._tracked.CopyTo(_tracked, 0);
        other._rss.CopyTo(_rss, 0);
        (Seen, _lastOrdinal) = (other.Seen, other._lastOrdinal);
        Sort();
    }

    public TrackedProcesses()
    {
        Array.Fill(_tracked, new TrackedProcess());
        Sort();
    }

    /// <summary>How many processes there were in all samples together.</summary>
    public int Seen { get; private set; }

    /// <summary>What has each place; those that have nobody yet hold no memory.</summary>
    public ReadOnlySpan<TrackedProcess> All => _tracked;

    /// <summary>The RSS at each place in the last sample in KiB: 0 of one that is not there, <see cref="Unknown"/> of one that is and says nothing.</summary>
    public ReadOnlySpan<uint> Rss => _rss;

    /// <summary>Takes in a sample.</summary>
    /// <param name="processes">Those that live, in the order of their ordinals.</param>
    /// <param name="time">When that is, in nanoseconds since the recording began.</param>
    public void Add(IReadOnlyList<Figures> processes, long time)
    {
        foreach (ref TrackedProcess process in _tracked.AsSpan())
            process.IsThere = false;
        Array.Clear(_rss);
        uint largestOther = Follow(processes);
        if (largestOther > 0 && largestOther > Weakest().Peak)
            Admit(processes, time);
        CountNew(processes);
    }

    /// <summary>An RSS in bytes as it is kept, up to 4 TiB.</summary>
    private static uint KiB(double bytes) => double.IsNaN(bytes) ? Unknown : (uint)Math.Clamp(bytes / 1024, 0, Unknown - 1);

    /// <summary>Takes in those that are tracked, and says how large the largest of the others is.</summary>
    private uint Follow(IReadOnlyList<Figures> processes)
    {
        uint largestOther = 0;
        int next = 0;
        for (int i = 0; i < processes.Count; i++)
        {
            Figures process = processes[i];
            uint rss = KiB(process[Metric.Rss]);
            while (next < Places && _ordinals[next] < process.Ordinal)
                next++;
            if (next < Places && _ordinals[next] == process.Ordinal)
                Follow(_places[next], process, rss);
            else if (rss != Unknown && rss > largestOther)
                largestOther = rss;
        }

        return largestOther;
    }

    private void Follow(int place, Figures process, uint rss)
    {
        ref TrackedProcess tracked = ref _tracked[place];
        tracked.IsThere = true;
        _rss[place] = rss;
        if (rss != Unknown)
            tracked.Include(process, rss);
    }

    /// <summary>Gives places to those that have none and are large enough. Nobody who loses his place gets it back before the next sample.</summary>
    private void Admit(IReadOnlyList<Figures> processes, long time)
    {
        (int place, uint peak) = Weakest();
        for (int i = 0; i < processes.Count; i++)
        {
            Figures process = processes[i];
            uint rss = KiB(process[Metric.Rss]);
            bool isLarger = rss != Unknown && rss > peak;
            if (!isLarger || Array.BinarySearch(_ordinals, process.Ordinal) >= 0)
                continue;
            _tracked[place] = new TrackedProcess { Ordinal = process.Ordinal, Since = time, IsNew = process.Ordinal > _lastOrdinal };
            Follow(place, process, rss);
            (place, peak) = Weakest();
        }

        Sort();
    }

    /// <summary>
    /// The place to be had next, and how large one must be for it: for that of the smallest which is there no more anything will do, unless it is one of the largest.
    /// </summary>
    private (int Place, uint Peak) Weakest()
    {
        int smallest = 0;
        int ended = -1;
        for (int place = 0; place < Places; place++)
        {
            ref readonly TrackedProcess process = ref _tracked[place];
            if (process.Peak < _tracked[smallest].Peak)
                smallest = place;
            if (!process.IsThere && (ended < 0 || process.Peak < _tracked[ended].Peak))
                ended = place;
        }

        return ended >= 0 && !IsAmongLargest(ended) ? (ended, 0) : (smallest, _tracked[smallest].Peak);
    }

    private bool IsAmongLargest(int place)
    {
        int larger = -1;
        foreach (ref readonly TrackedProcess process in _tracked.AsSpan())
        {
            if (process.Peak >= _tracked[place].Peak)
                larger++;
        }

        return larger < MostNamed;
    }

    private void CountNew(IReadOnlyList<Figures> processes)
    {
        int i = processes.Count;
        while (i > 0 && processes[i - 1].Ordinal > _lastOrdinal)
            i--;
        if (i == processes.Count)
            return;
        Seen += processes.Count - i;
        _lastOrdinal = processes[^1].Ordinal;
    }

    private void Sort()
    {
        for (int place = 0; place < Places; place++)
            (_ordinals[place], _places[place]) = (_tracked[place].Ordinal, place);
        Array.Sort(_ordinals, _places);
    }
}
