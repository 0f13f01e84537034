namespace MemoryTracker.Linux;

/// <summary>Descriptors that are waited for together, as one that another wait can wait for (epoll(7)).</summary>
internal sealed unsafe class EpollSet : IDisposable
{
    public EpollSet()
    {
        Descriptor = LibC.EpollCreate(LibC.CloseOnExec);
        if (Descriptor < 0)
            throw new IOException($"epoll_create1: {Errno.Describe(Errno.Last)}", Errno.Last);
    }

    /// <summary>Readable when one of them is.</summary>
    public int Descriptor { get; }

    /// <summary>Waits for one more to be readable.</summary>
    public void Add(int descriptor) => Control(LibC.EpollAdd, descriptor);

    /// <summary>Waits for it no longer. One that was closed is no longer waited for anyway.</summary>
    public void Remove(int descriptor) => Control(LibC.EpollDelete, descriptor);

    public void Dispose() => _ = LibC.Close(Descriptor);

    private void Control(int operation, int descriptor)
    {
        byte* entry = stackalloc byte[EpollEvent.MaxSize];
        _ = new EpollEvent(entry) { Events = EpollEvent.In, Data = (ulong)descriptor };
        _ = LibC.EpollControl(Descriptor, operation, descriptor, entry);
    }
}
