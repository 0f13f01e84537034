using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// The kernel's high-water mark of a process's RSS, which a <c>5</c> written into /proc/PID/clear_refs sets back to the RSS of that moment
/// (proc_pid_clear_refs(5), Linux 4.0; fs/proc/task_mmu.c): 0.2 µs, without a walk of the page tables. It is the process's only mark, so whoever
/// else reads VmHWM or ru_maxrss sees the reset too. Only the process's owner and root may.
/// </summary>
internal sealed unsafe class PeakMark : IDisposable
{
    private const byte ResetMark = (byte)'5';

    private readonly int _descriptor;

    private PeakMark(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens the file once; null, with the error number, when this user may not.</summary>
    public static PeakMark? TryOpen(string processFolder, out int error)
    {
        int descriptor = LibC.Open($"{processFolder}/clear_refs", LibC.WriteOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new PeakMark(descriptor);
    }

    /// <summary>Sets the mark back; false when it could not be.</summary>
    public bool TryReset()
    {
        byte reset = ResetMark;
        nint written;
        do
            written = LibC.Write(_descriptor, &reset, 1);
        while (written < 0 && Errno.Last == Errno.Interrupted);
        return written == 1;
    }

    public void Dispose() => _ = LibC.Close(_descriptor);
}
