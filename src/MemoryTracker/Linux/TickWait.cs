namespace MemoryTracker.Linux;

/// <summary>
/// The one place where the sampling thread sleeps: on the end of the process, a request to stop and an absolute timer.
/// A timerfd, because a wait's own time-out is late by 0.1 % of itself whatever the timer slack; absolute, because then nothing drifts; epoll, because it
/// need not be told at each tick anew what is waited for.
/// </summary>
internal sealed unsafe class TickWait : IDisposable
{
    private const int MostEvents = 3;
    private const int Forever = -1;

    private readonly int _timer;
    private readonly int _epoll;

    /// <param name="pidFd">Readable when the process has exited; negative when the kernel has no such thing.</param>
    /// <param name="stop">Raised when the recording is to end.</param>
    public TickWait(int pidFd, EventFd stop)
    {
        _timer = Check(LibC.TimerFdCreate(LibC.ClockBoottime, LibC.CloseOnExec | LibC.NonBlocking), "timerfd_create");
        _epoll = Check(LibC.EpollCreate(LibC.CloseOnExec), "epoll_create1");
        Add(_timer, Wake.Deadline);
        Add(stop.Descriptor, Wake.Stop);
        if (pidFd >= 0)
            Add(pidFd, Wake.Exited);
    }

    /// <summary>Sleeps until the deadline, the exit or the stop, whichever comes first.</summary>
    /// <param name="deadline">By CLOCK_BOOTTIME, in nanoseconds; one that has passed returns at once.</param>
    public Wake Until(long deadline)
    {
        // A value of zero would disarm the timer instead. Arming it anew also takes back that it has fired.
        LibC.TimerSpec timer = new() { Value = new LibC.TimeSpec(Math.Max(deadline, 1)) };
        _ = Check(LibC.TimerFdSetTime(_timer, LibC.TimerAbsolute, &timer, null), "timerfd_settime");

        byte* events = stackalloc byte[MostEvents * EpollEvent.MaxSize];
        int count;
        while ((count = LibC.EpollWait(_epoll, events, MostEvents, Forever)) < 0)
        {
            if (Errno.Last != Errno.Interrupted)
                _ = Check(count, "epoll_wait");
        }

        Wake wake = Wake.None;
        for (int i = 0; i < count; i++)
            wake |= (Wake)new EpollEvent(events + (i * EpollEvent.Size)).Data;
        return wake;
    }

    public void Dispose()
    {
        _ = LibC.Close(_epoll);
        _ = LibC.Close(_timer);
    }

    private void Add(int descriptor, Wake wake)
    {
        byte* entry = stackalloc byte[EpollEvent.MaxSize];
        _ = new EpollEvent(entry) { Events = EpollEvent.In, Data = (ulong)wake };
        _ = Check(LibC.EpollControl(_epoll, LibC.EpollAdd, descriptor, entry), "epoll_ctl");
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new IOException($"{call}: {Errno.Describe(Errno.Last)}", Errno.Last);
}
