namespace MemoryTracker.Linux;

/// <summary>The kernel's clocks in nanoseconds (clock_gettime(2)).</summary>
internal static unsafe class Clock
{
    /// <summary>Nanoseconds since some fixed moment; never set, never runs backwards, stands still while the machine is suspended.</summary>
    public static long Monotonic => Read(LibC.ClockMonotonic) ?? throw new InvalidOperationException("The monotonic clock cannot be read.");

    /// <summary>Nanoseconds since 1970-01-01 UTC; may be set by an administrator or by NTP.</summary>
    public static long Realtime => Read(LibC.ClockRealtime) ?? throw new InvalidOperationException("The realtime clock cannot be read.");

    /// <summary>Nanoseconds since the machine started, suspended time included; never set.</summary>
    public static long Boottime => Read(LibC.ClockBoottime) ?? throw new InvalidOperationException("The boottime clock cannot be read.");

    /// <summary>
    /// How long a tick of the kernel is (1/CONFIG_HZ): 4 ms, 1 ms or 10 ms on most machines. Source: the resolution of the coarse clock.
    /// </summary>
    public static TimeSpan KernelTick
    {
        get
        {
            LibC.TimeSpec resolution;
            return LibC.ClockGetResolution(LibC.ClockMonotonicCoarse, &resolution) == 0
                ? TimeSpan.FromMicroseconds(resolution.Nanoseconds / 1e3)
                : TimeSpan.FromMilliseconds(10);
        }
    }

    /// <summary>
    /// CPU time in nanoseconds that all threads of a process have used since it started, ended ones included; null once nothing is left of the
    /// process. Readable for every user's processes. The clock goes by number, so the caller must make sure that the
    /// number still means the same process. Of a thread that is on a CPU right now the kernel adds its time at each of its ticks only, so the figure
    /// may be low by up to a <see cref="KernelTick"/> for each running thread (thread_group_cputime in kernel/sched/cputime.c). Source: CPUCLOCK_SCHED in include/linux/posix-timers_types.h.
    /// </summary>
    public static long? ProcessCpu(int pid) => Read((~pid << 3) | 2);

    private static long? Read(int clock)
    {
        LibC.TimeSpec time;
        return LibC.ClockGetTime(clock, &time) == 0 ? time.Nanoseconds : null;
    }
}
