using System.Diagnostics;
using MemoryTracker.Load.Truths;

namespace MemoryTracker.Load.Scenarios;

/// <summary>Keeps cores busy and tells once a second how much CPU time the process has had: what it got, not what it wanted.</summary>
internal static class Busy
{
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(10);

    public static int Burn(double cores, int seconds)
    {
        Start.WhenTold();
        for (int thread = 0; thread < cores; thread++)
        {
            double share = Math.Min(1, cores - thread);
            new Thread(() => BurnForever(share)) { IsBackground = true }.Start();
        }

        Start.Tell(Used());
        for (int second = 0; second < seconds; second++)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            Start.Tell(Used());
        }

        return 0;
    }

    private static CpuUsed Used()
    {
        long before = Clock.Realtime;
        long cpu = Clock.ProcessCpu;
        long after = Clock.Realtime;
        return new CpuUsed(before + ((after - before) / 2), cpu);
    }

    private static void BurnForever(double share)
    {
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < Slot * share)
                Thread.SpinWait(100);

            if (share < 1)
                Thread.Sleep(Slot * (1 - share));
        }
    }
}
