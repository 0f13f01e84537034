using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// When the first thread has exited, the process's own status shows a zombie without memory although the other threads
/// still have it: it is then read through one of them, which is held until it ends too.
/// </summary>
/// <param name="processFolder">The process's folder.</param>
/// <param name="processStatus">Its status, held: as long as that can be read, what is in the folder is this process's.</param>
internal sealed class LivingTask(string processFolder, ProcFile processStatus) : IDisposable
{
    private ProcBuffer? _buffer;
    private ProcFile? _status;

    /// <summary>The thread's number, as last read.</summary>
    public int Id { get; private set; }

    /// <summary>Reads the status of the thread, or finds another; false when none has memory, or none can be found.</summary>
    /// <param name="status">What every tick needs of it.</param>
    /// <param name="text">The whole text, which lives until the next read.</param>
    /// <param name="error">Why it cannot be told whether there is one; 0 when there is none.</param>
    public bool TryRead(out ProcStatus status, out ReadOnlySpan<byte> text, out int error)
    {
        error = 0;
        return (_status is not null && TryRead(_status, out status, out text)) || TryFind(out status, out text, out error);
    }

    public void Dispose()
    {
        _status?.Dispose();
        _status = null;
    }

    private bool TryFind(out ProcStatus status, out ReadOnlySpan<byte> text, out int error)
    {
        status = default;
        text = default;
        Dispose();
        using ProcFolder? process = ProcFolder.TryOpen(processFolder, out error, _buffer ??= new ProcBuffer());
        using NumberedFolder? tasks = process?.TryOpenFolder("task"u8, out error);
        int hidden = 0;
        while (tasks is not null && tasks.TryNext(out int task, out error))
        {
            if (TryHold(process!, task, out status, out text, out int refusal))
                return true;
            hidden = IsEnd(refusal) ? hidden : refusal;
        }

        // That the process went while its threads were listed is no failure: it has none left.
        error = !IsEnd(error) ? error : hidden;
        return false;
    }

    private bool TryHold(ProcFolder process, int task, out ProcStatus status, out ReadOnlySpan<byte> text, out int error)
    {
        status = default;
        text = default;
        _status = process.TryOpenFile(TaskPath.Write(stackalloc byte[TaskPath.MaxLength], task, "status"u8), out error);
        if (_status is not null && TryRead(_status, out status, out text) && processStatus.TryRead(out _, out _))
        {
            Id = task;
            return true;
        }

        Dispose();
        return false;
    }

    private static bool IsEnd(int error) => error is 0 or Errno.NoSuchFile or Errno.NoSuchProcess;

    private static bool TryRead(ProcFile file, out ProcStatus status, out ReadOnlySpan<byte> text)
    {
        status = default;
        if (!file.TryRead(out text, out _))
            return false;
        status = ProcStatus.ParseTick(text);
        return status.Rss is not null;
    }
}
