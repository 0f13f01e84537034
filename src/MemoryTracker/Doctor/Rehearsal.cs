using MemoryTracker.Linux;
using MemoryTracker.Procfs;
using MemoryTracker.Sampling;
using MemoryTracker.Targets;

namespace MemoryTracker.Doctor;

/// <summary>A tenth of a second in which a process is read as a recording reads it, to see how punctual that is here and what it costs.</summary>
internal static class Rehearsal
{
    private const int Ticks = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromMicroseconds(500);

    /// <summary>Waits and reads; null when the process has ended.</summary>
    public static DoctorDocument.TimingFacts? Hold(AttachedProcess target, ProcRoot root)
    {
        using EventFd stop = new();
        using TickWait wait = new(target.EndDescriptor, stop);
        List<long> lateness = new(Ticks);
        Ticker ticker = new(Interval);
        TimeSpan used = OwnUsage.Read(root).CpuTime;
        ticker.Start(Clock.Now);
        while (lateness.Count < Ticks)
        {
            if ((wait.Until(ticker.Deadline) & Wake.Exited) != 0)
                return null;
            lateness.Add(ticker.Take(Clock.Now));
            if (!target.TryRead(out _))
                return null;
        }

        TimeSpan cost = (OwnUsage.Read(root).CpuTime - used) / Ticks;
        lateness.Sort();
        long p99 = lateness[Ticks * 99 / 100];
        TimeSpan finest = FinestInterval.Of(TimeSpan.FromMicroseconds(p99 / 1e3), cost);
        return new(Ticks, lateness[Ticks / 2] / 1e9, p99 / 1e9, cost.TotalSeconds, finest.TotalSeconds);
    }
}
