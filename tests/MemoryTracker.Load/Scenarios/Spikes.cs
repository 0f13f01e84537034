using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>
/// Throws spikes too short to be sampled. Each is higher than the one before, because the kernel's high-water mark can only tell of
/// a spike that rises above all the earlier ones.
/// </summary>
internal static class Spikes
{
    private const long Rise = 1024 * 1024;
    private static readonly TimeSpan HoldTime = TimeSpan.FromMilliseconds(5);

    public static int Throw(int count, long bytes, TimeSpan period)
    {
        Start.WhenTold();
        for (int spike = 0; spike < count; spike++)
        {
            Thread.Sleep(period);
            Start.Tell(ThrowOne(bytes + (spike * Rise)));
        }

        Thread.Sleep(period);
        return 0;
    }

    private static Spike ThrowOne(long bytes)
    {
        long from = Clock.Realtime;
        long peak;
        using (new KnownMemory(bytes))
        {
            peak = PageTables.ResidentBytes();
            Thread.Sleep(HoldTime);
        }

        return new Spike(from, Clock.Realtime, peak);
    }
}
