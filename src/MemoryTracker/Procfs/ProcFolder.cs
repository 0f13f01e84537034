using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// A folder of /proc, held. That of a process belongs to it for good: once the process is gone nothing is found in it any more, so that what is opened through it, however
/// late, never belongs to a successor.
/// </summary>
internal sealed unsafe class ProcFolder : IDisposable
{
    private const int LongestPath = 256;

    private readonly int _descriptor;
    private readonly ProcBuffer _buffer;

    private ProcFolder(int descriptor, ProcBuffer? buffer) => (_descriptor, _buffer) = (descriptor, buffer ?? new ProcBuffer());

    /// <summary>Takes hold of a folder; null, with the error number, when it cannot be.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="error">The error number, or 0.</param>
    /// <param name="buffer">What its files are read into; one of its own when none is given.</param>
    public static ProcFolder? TryOpen(string path, out int error, ProcBuffer? buffer = null)
    {
        int descriptor = LibC.Open(path, LibC.PathOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new ProcFolder(descriptor, buffer);
    }

    /// <summary>Opens a file in it, to be held and read at every tick; null, with the error number, when it cannot be.</summary>
    /// <param name="path">Its path from this folder.</param>
    /// <param name="error">The error number, or 0.</param>
    public ProcFile? TryOpenFile(ReadOnlySpan<byte> path, out int error)
    {
        int descriptor = Open(path, LibC.ReadOnly, out error);
        return descriptor < 0 ? null : new ProcFile(descriptor, _buffer);
    }

    /// <summary>
    /// Opens a folder in it, whose entries are numbers; null, with the error number, when it cannot be. One that this user may not list can still be
    /// asked for its size.
    /// </summary>
    public NumberedFolder? TryOpenFolder(ReadOnlySpan<byte> path, out int error)
    {
        int descriptor = Open(path, LibC.ReadOnly, out error);
        if (descriptor < 0)
            descriptor = Open(path, LibC.PathOnly, out _);
        return descriptor < 0 ? null : new NumberedFolder(descriptor);
    }

    /// <summary>
    /// Opens, reads and closes a file in it, without allocation: for files of which there are many, and for those that hold on to what they were
    /// opened for. The text lives until the next read into the same buffer.
    /// </summary>
    public bool TryRead(scoped ReadOnlySpan<byte> path, out ReadOnlySpan<byte> text, out int error)
    {
        text = default;
        int descriptor = Open(path, LibC.ReadOnly, out error);
        if (descriptor < 0)
            return false;
        bool isRead = ProcFile.TryRead(descriptor, _buffer, out text, out error);
        _ = LibC.Close(descriptor);
        return isRead;
    }

    /// <summary>
    /// As <see cref="TryRead"/>, for a list: the kernel gives at most a page of it for each read, however large the buffer is (seq_read_iter in fs/seq_file.c).
    /// </summary>
    public bool TryReadList(scoped ReadOnlySpan<byte> path, out ReadOnlySpan<byte> text, out int error)
    {
        text = default;
        int descriptor = Open(path, LibC.ReadOnly, out error);
        if (descriptor < 0)
            return false;
        bool isRead = ProcFile.TryReadList(descriptor, _buffer, out text, out error);
        _ = LibC.Close(descriptor);
        return isRead;
    }

    /// <summary>Lets a list hold another folder in this one; false, with the error number, when that cannot be opened.</summary>
    public bool TryPoint(NumberedFolder list, ReadOnlySpan<byte> path, out int error)
    {
        int descriptor = Open(path, LibC.ReadOnly, out error);
        if (descriptor >= 0)
            list.Point(descriptor);
        return descriptor >= 0;
    }

    /// <summary>How many links a folder in it has; null when it cannot be asked.</summary>
    public long? CountLinks(ReadOnlySpan<byte> path)
    {
        byte* terminated = stackalloc byte[LongestPath];
        Terminate(path, terminated);
        LibC.FileStatus status;
        return LibC.Status(_descriptor, terminated, 0, LibC.LinksOnly, &status) == 0 ? status.Links : null;
    }

    public void Dispose() => _ = LibC.Close(_descriptor);

    private static void Terminate(ReadOnlySpan<byte> path, byte* into)
    {
        path.CopyTo(new Span<byte>(into, LongestPath - 1));
        into[path.Length] = 0;
    }

    private int Open(ReadOnlySpan<byte> path, int flags, out int error)
    {
        byte* terminated = stackalloc byte[LongestPath];
        Terminate(path, terminated);
        int descriptor = LibC.OpenIn(_descriptor, terminated, flags | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor;
    }
}
