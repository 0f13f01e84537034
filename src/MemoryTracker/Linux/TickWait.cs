namespace MemoryTracker.Linux;

/// <summary>
/// The one place where the sampling thread sleeps: a ppoll(2) on the end of the process, a request to stop and an absolute timer.
/// A timerfd, because ppoll's own time-out is late by 0.1 % of itself whatever the timer slack; absolute, because then nothing drifts.
/// </summary>
internal sealed unsafe class TickWait : IDisposable
{
    private const int PollError = 0x8 | 0x10 | 0x20;

    private readonly int _pidFd;
    private readonly int _stop;
    private readonly int _timer;

    /// <param name="pidFd">Readable when the process has exited; negative when the kernel has no such thing.</param>
    /// <param name="stop">Raised when the recording is to end.</param>
    public TickWait(int pidFd, EventFd stop)
    {
        _pidFd = pidFd;
        _stop = stop.Descriptor;
        _timer = LibC.TimerFdCreate(LibC.ClockMonotonic, LibC.CloseOnExec | LibC.NonBlocking);
        if (_timer < 0)
            throw new IOException($"timerfd_create: {Errno.Describe(Errno.Last)}", Errno.Last);
    }

    /// <summary>Sleeps until the deadline, the exit or the stop, whichever comes first.</summary>
    /// <param name="deadline">On the monotonic clock, in nanoseconds; one that has passed returns at once.</param>
    public Wake Until(long deadline)
    {
        // A value of zero would disarm the timer instead.
        LibC.TimerSpec timer = new() { Value = new LibC.TimeSpec(Math.Max(deadline, 1)) };
        if (LibC.TimerFdSetTime(_timer, LibC.TimerAbsolute, &timer, null) != 0)
            throw new IOException($"timerfd_settime: {Errno.Describe(Errno.Last)}", Errno.Last);
        return Poll(null);
    }

    /// <summary>Whether the process has exited or a stop was asked for, without waiting.</summary>
    public Wake Now()
    {
        LibC.TimeSpec noTime = default;
        return Poll(&noTime) & ~Wake.Deadline;
    }

    public void Dispose() => _ = LibC.Close(_timer);

    private Wake Poll(LibC.TimeSpec* timeout)
    {
        LibC.PollDescriptor* descriptors = stackalloc LibC.PollDescriptor[3];
        descriptors[0] = new() { Descriptor = _timer, Events = LibC.PollIn };
        descriptors[1] = new() { Descriptor = _pidFd, Events = LibC.PollIn };
        descriptors[2] = new() { Descriptor = _stop, Events = LibC.PollIn };
        while (LibC.Poll(descriptors, 3, timeout, null) < 0)
        {
            if (Errno.Last != Errno.Interrupted)
                throw new IOException($"ppoll: {Errno.Describe(Errno.Last)}", Errno.Last);
        }

        return (Woke(descriptors[0]) ? Wake.Deadline : Wake.None)
            | (Woke(descriptors[1]) ? Wake.Exited : Wake.None)
            | (Woke(descriptors[2]) ? Wake.Stop : Wake.None);
    }

    private static bool Woke(in LibC.PollDescriptor descriptor) => (descriptor.Returned & (LibC.PollIn | PollError)) != 0;
}
