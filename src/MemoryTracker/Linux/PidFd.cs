namespace MemoryTracker.Linux;

/// <summary>A hold on one very process, which no successor with the same number can take over (pidfd_open(2)).</summary>
internal sealed class PidFd(int descriptor) : IDisposable
{
    /// <summary>Negative when the kernel (before 5.3) or a sandbox gives none: the end is then seen at the next read.</summary>
    public int Descriptor { get; } = descriptor;

    /// <summary>Whether the process has exited, its last thread included.</summary>
    public bool HasExited => Linux.Descriptor.IsReady(Descriptor, LibC.PollIn);

    /// <summary>Takes hold of a process; the error is <see cref="Errno.NoSuchProcess"/> when there is none.</summary>
    public static PidFd Open(int pid, out int error)
    {
        int descriptor = LibC.PidFdOpen(pid);
        error = descriptor < 0 ? Errno.Last : 0;
        return new PidFd(descriptor);
    }

    /// <summary>Sends it a signal (pidfd_send_signal(2), Linux 5.1), 0 to learn only whether we may; the error number, or 0.</summary>
    public int Send(int signal) => LibC.PidFdSendSignal(Descriptor, signal) == 0 ? 0 : Errno.Last;

    public void Dispose()
    {
        if (Descriptor >= 0)
            _ = LibC.Close(Descriptor);
    }
}
