using MemoryTracker.Linux;

namespace MemoryTracker.Targets;

/// <summary>
/// The CPU clocks of some processes and our own, read as nearly at one moment as can be: had we been put off the CPU between them, every rate would be wrong by that time. Then they are
/// read again, and the best of some tries counts.
/// </summary>
internal sealed class CpuClocks
{
    private const int MostTries = 3;

    // Of a clock that is asked for alone, and of each further one, in nanoseconds: several times what the calls take.
    private const long OneMoment = 20_000;
    private const long OfEachFurther = 2_000;

    private long?[] _best = new long?[1];
    private long?[] _tried = new long?[1];

    /// <summary>When they were read, by CLOCK_BOOTTIME, in nanoseconds.</summary>
    public long At { get; private set; }

    /// <summary>When that was by the clock on the wall, in nanoseconds since 1970-01-01 UTC.</summary>
    public long Realtime { get; private set; }

    /// <summary>The CPU time in nanoseconds of the process at that place of the list; null when nothing is left of it.</summary>
    public long? this[int index] => _best[index];

    /// <summary>Reads them. They go by number, so the caller must make sure that each number still means the same process.</summary>
    public void Read(ReadOnlySpan<int> pids)
    {
        MakeRoom(pids.Length);
        long enough = OneMoment + (OfEachFurther * pids.Length);
        long least = long.MaxValue;
        for (int tries = 0; tries < MostTries && least > enough; tries++)
        {
            long before = Clock.Now;
            long realtime = Clock.Realtime;
            for (int i = 0; i < pids.Length; i++)
                _tried[i] = Clock.ProcessCpu(pids[i]);
            long apart = Clock.Now - before;
            if (apart >= least)
                continue;
            least = apart;
            // Each lies between the beginning and the end of this try, and so behind that of every earlier one.
            (At, Realtime) = (before + (apart / 2), realtime);
            (_best, _tried) = (_tried, _best);
        }
    }

    private void MakeRoom(int count)
    {
        if (count <= _best.Length)
            return;
        int room = Math.Max(count, 2 * _best.Length);
        (_best, _tried) = (new long?[room], new long?[room]);
    }
}
