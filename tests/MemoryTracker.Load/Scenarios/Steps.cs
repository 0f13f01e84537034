using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Walks through amounts of memory and holds each for a while.</summary>
internal static class Steps
{
    public static int Walk(TimeSpan hold, long[] amounts)
    {
        Start.WhenTold();
        foreach (long bytes in amounts)
            Start.Tell(Hold(bytes, hold));

        return 0;
    }

    public static Plateau Hold(long bytes, TimeSpan time)
    {
        using KnownMemory memory = new(bytes);
        long rss = PageTables.ResidentBytes();
        long from = Clock.Realtime;
        Thread.Sleep(time);
        return new Plateau(from, Clock.Realtime, rss);
    }
}
