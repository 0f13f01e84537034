namespace MemoryTracker.Linux;

/// <summary>A flag that one thread raises and another sleeps on or polls (eventfd(2)).</summary>
internal sealed unsafe class EventFd : IDisposable
{
    public EventFd()
    {
        Descriptor = LibC.EventFd(0, LibC.CloseOnExec);
        if (Descriptor < 0)
            throw new IOException($"eventfd: {Errno.Describe(Errno.Last)}", Errno.Last);
    }

    public int Descriptor { get; }

    /// <summary>Raises the flag; raising it twice is raising it once.</summary>
    public void Raise()
    {
        ulong one = 1;
        // The counter would have to overflow 64 bits before this could fail.
        _ = LibC.Write(Descriptor, &one, sizeof(ulong));
    }

    /// <summary>Sleeps until the flag is up, and takes it down; wakes also when one of the other descriptors has something to read.</summary>
    public void WaitAndLower(ReadOnlySpan<int> others)
    {
        if (!others.IsEmpty)
            Linux.Descriptor.WaitForAny(Descriptor, others);
        if (!others.IsEmpty && !Linux.Descriptor.IsReady(Descriptor, LibC.PollIn))
            return;
        ulong raised;
        while (LibC.Read(Descriptor, &raised, sizeof(ulong)) < 0 && Errno.Last == Errno.Interrupted)
        {
        }
    }

    /// <summary>Takes the flag down if it is up, without waiting.</summary>
    public void Lower()
    {
        ulong raised;
        if (Linux.Descriptor.IsReady(Descriptor, LibC.PollIn))
            _ = LibC.Read(Descriptor, &raised, sizeof(ulong));
    }

    public void Dispose() => _ = LibC.Close(Descriptor);
}
