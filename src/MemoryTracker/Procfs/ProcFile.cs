using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// One file of /proc, opened once and read again and again from its start into the same buffer: 0.3 to 1.7 µs a read and no
/// allocation. A held handle can never show a successor: once the process is gone, reading fails with ESRCH.
/// </summary>
/// <param name="descriptor">The open file, which this object closes.</param>
/// <param name="buffer">What it is read into; one of its own when none is given.</param>
internal sealed unsafe class ProcFile(int descriptor, ProcBuffer? buffer = null) : IDisposable
{
    private readonly ProcBuffer _buffer = buffer ?? new ProcBuffer();

    /// <summary>Opens the file; null, with the error number, when it cannot be.</summary>
    public static ProcFile? TryOpen(string path, out int error, ProcBuffer? buffer = null)
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new ProcFile(descriptor, buffer);
    }

    /// <summary>Opens, reads and closes a file that nobody asks for twice; null when it cannot be read.</summary>
    public static byte[]? ReadOnce(string path) => ReadOnce(path, out _);

    /// <summary>The same, with the error number, or 0.</summary>
    public static byte[]? ReadOnce(string path, out int error)
    {
        using ProcFile? file = TryOpen(path, out error);
        return file is not null && file.TryRead(out ReadOnlySpan<byte> text, out error) ? text.ToArray() : null;
    }

    /// <summary>Reads the whole file as it is now. The text lives until the next read into the same buffer.</summary>
    public bool TryRead(out ReadOnlySpan<byte> text, out int error) => TryRead(descriptor, _buffer, out text, out error);

    /// <summary>Reads a whole open file from its start into a buffer, which grows when it is too small.</summary>
    internal static bool TryRead(int descriptor, ProcBuffer buffer, out ReadOnlySpan<byte> text, out int error)
    {
        while (true)
        {
            byte[] bytes = buffer.Bytes;
            nint length;
            fixed (byte* start = bytes)
                length = LibC.ReadAt(descriptor, start, bytes.Length, 0);
            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length == bytes.Length)
            {
                buffer.Grow();
                continue;
            }

            error = length < 0 ? Errno.Last : 0;
            text = length < 0 ? default : bytes.AsSpan(0, (int)length);
            return length >= 0;
        }
    }

    /// <summary>Reads an open file piece by piece until there is no more, into a buffer, which grows when it is too small.</summary>
    internal static bool TryReadList(int descriptor, ProcBuffer buffer, out ReadOnlySpan<byte> text, out int error)
    {
        int filled = 0;
        while (true)
        {
            if (filled == buffer.Bytes.Length)
                buffer.Grow(kept: filled);
            nint length;
            fixed (byte* start = buffer.Bytes)
                length = LibC.ReadAt(descriptor, start + filled, buffer.Bytes.Length - filled, filled);
            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length > 0)
            {
                filled += (int)length;
                continue;
            }

            error = length < 0 ? Errno.Last : 0;
            text = length < 0 ? default : buffer.Bytes.AsSpan(0, filled);
            return length >= 0;
        }
    }

    public void Dispose() => _ = LibC.Close(descriptor);
}
