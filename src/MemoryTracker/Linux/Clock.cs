namespace MemoryTracker.Linux;

/// <summary>The kernel's clocks in nanoseconds (clock_gettime(2)).</summary>
internal static unsafe class Clock
{
    /// <summary>Nanoseconds since some fixed moment; never set, never runs backwards, stands still while the machine is suspended.</summary>
    public static long Monotonic => Read(LibC.ClockMonotonic) ?? throw new InvalidOperationException("The monotonic clock cannot be read.");

    /// <summary>Nanoseconds since 1970-01-01 UTC; may be set by an administrator or by NTP.</summary>
    public static long Realtime => Read(LibC.ClockRealtime) ?? throw new InvalidOperationException("The realtime clock cannot be read.");

    /// <summary>
    /// CPU time in nanoseconds that all threads of a process have used since it started, ended ones included; null once nothing is left of the
    /// process. Readable for every user's processes. The clock goes by number, so the caller must make sure that the
    /// number still means the same process. Source: CPUCLOCK_SCHED in include/linux/posix-timers_types.h.
    /// </summary>
    public static long? ProcessCpu(int pid) => Read((~pid << 3) | 2);

    private static long? Read(int clock)
    {
        LibC.TimeSpec time;
        return LibC.ClockGetTime(clock, &time) == 0 ? time.Nanoseconds : null;
    }
}
