using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>
/// Throws spikes too short to be sampled. Where each is higher than the one before, the kernel's high-water mark tells of it; of falling
/// ones only a mark that is set back does.
/// </summary>
internal static class Spikes
{
    private static readonly TimeSpan HoldTime = TimeSpan.FromMilliseconds(5);

    public static int Throw(int count, long bytes, TimeSpan period, long rise)
    {
        Start.WhenTold();
        for (int spike = 0; spike < count; spike++)
        {
            Thread.Sleep(period);
            Start.Tell(ThrowOne(bytes + (spike * rise)));
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
