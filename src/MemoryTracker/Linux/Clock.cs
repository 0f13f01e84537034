namespace MemoryTracker.Linux;

/// <summary>The kernel's clocks in nanoseconds (clock_gettime(2)).</summary>
internal static unsafe class Clock
{
    // Two clocks that are read one after the other differ by that, too: so much more is a suspension.
    private const long Discernible = 1_000_000;

    private static long _suspended;

    /// <summary>
    /// Nanoseconds since the machine started; never set, never runs backwards, and goes on while the machine is suspended (CLOCK_BOOTTIME): all of a recording is timed by it, so that
    /// what could not be sampled is a gap.
    /// </summary>
    public static long Now => Read(LibC.ClockBoottime) ?? throw new InvalidOperationException("The clock cannot be read.");

    /// <summary>How long the machine has been suspended since it started, in nanoseconds: by so much CLOCK_MONOTONIC, on which others tell times, is behind.</summary>
    public static long Suspended
    {
        get
        {
            long known = Volatile.Read(ref _suspended);
            if (Math.Abs(Now - ReadAwake() - known) < Discernible)
                return known;
            long found = MeasureSuspended();
            // Else somebody else ran between the two readings, and it is as it was.
            if (Math.Abs(found - known) >= Discernible)
                Volatile.Write(ref _suspended, known = found);
            return known;
        }
    }

    /// <summary>A stretch between two readings of a clock as it is told: in whole microseconds.</summary>
    public static TimeSpan Stretch(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / 1000 * TimeSpan.TicksPerMicrosecond);

    /// <summary>Nanoseconds since 1970-01-01 UTC; may be set by an administrator or by NTP.</summary>
    public static long Realtime => Read(LibC.ClockRealtime) ?? throw new InvalidOperationException("The realtime clock cannot be read.");

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

    /// <summary>By the one of some tries in which the clocks were read most nearly at once.</summary>
    private static long MeasureSuspended()
    {
        const int Tries = 8;
        (long least, long found) = (long.MaxValue, 0);
        for (int i = 0; i < Tries; i++)
        {
            long before = Now;
            long awake = ReadAwake();
            long apart = Now - before;
            if (apart < least)
                (least, found) = (apart, before + (apart / 2) - awake);
        }

        return found;
    }

    private static long ReadAwake() => Read(LibC.ClockMonotonic) ?? throw new InvalidOperationException("The clock cannot be read.");

    private static long? Read(int clock)
    {
        LibC.TimeSpec time;
        return LibC.ClockGetTime(clock, &time) == 0 ? time.Nanoseconds : null;
    }
}
