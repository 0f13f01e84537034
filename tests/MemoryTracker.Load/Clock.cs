using System.ComponentModel;

namespace MemoryTracker.Load;

/// <summary>The kernel's clocks in nanoseconds, .NET's own being in steps of 100.</summary>
internal static class Clock
{
    /// <summary>Since 1970: the clock that recordings are stamped with.</summary>
    public static long Realtime => Read(LibC.ClockRealtime);

    /// <summary>Since some fixed moment.</summary>
    public static long Monotonic => Read(LibC.ClockMonotonic);

    /// <summary>Since the machine started.</summary>
    public static long Boottime => Read(LibC.ClockBoottime);

    /// <summary>CPU time that all threads of this process have used.</summary>
    public static long ProcessCpu => Read(LibC.ClockProcessCpu);

    private static long Read(int clock) =>
        LibC.GetTime(clock, out TimeSpec time) == 0 ? time.TotalNanoseconds : throw new Win32Exception();
}
