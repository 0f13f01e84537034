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
    private readonly int _descriptor = descriptor;
    private readonly ProcBuffer _buffer = buffer ?? new ProcBuffer();

    /// <summary>Opens the file; null, with the error number, when it cannot be.</summary>
    public static ProcFile? TryOpen(string path, out int error, ProcBuffer? buffer = null)
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new ProcFile(descriptor, buffer);
    }

    /// <summary>Opens, reads and closes a file that nobody asks for twice, to its end, be it a list or not; null when it cannot be read.</summary>
    public static byte[]? ReadOnce(string path) => ReadOnce(path, out _);

    /// <summary>The same, with the error number, or 0.</summary>
    public static byte[]? ReadOnce(string path, out int error)
    {
        using ProcFile? file = TryOpen(path, out error);
        return file is not null && TryReadList(file._descriptor, file._buffer, out ReadOnlySpan<byte> text, out error) ? text.ToArray() : null;
    }

    /// <summary>Reads the file as it is now, by one read: whole, unless it is a list of more than a page. The text lives until the next read into the same buffer.</summary>
    public bool TryRead(out ReadOnlySpan<byte> text, out int error) => TryRead(_descriptor, _buffer, out text, out error);

    /// <summary>Reads its first bytes, by one read: what a process tells of itself may be of any length. The text lives as long.</summary>
    public bool TryReadStart(int most, out ReadOnlySpan<byte> text, out int error) => TryReadStart(_descriptor, _buffer, most, out text, out error);

    /// <summary>Reads an open file, which the kernel gives at once, from its start into a buffer, which grows when it is too small.</summary>
    internal static bool TryRead(int descriptor, ProcBuffer buffer, out ReadOnlySpan<byte> text, out int error)
    {
        do
        {
            if (!TryReadStart(descriptor, buffer, buffer.Bytes.Length, out text, out error))
                return false;
            if (text.Length < buffer.Bytes.Length)
                return true;
        }
        while (buffer.TryGrow());
        return Refuse(Errno.FileTooLarge, out text, out error);
    }

    /// <summary>Reads an open file piece by piece until there is no more, into a buffer, which grows when it is too small.</summary>
    internal static bool TryReadList(int descriptor, ProcBuffer buffer, out ReadOnlySpan<byte> text, out int error)
    {
        int filled = 0;
        int length;
        do
        {
            if (filled == buffer.Bytes.Length && !buffer.TryGrow(kept: filled))
                return Refuse(Errno.FileTooLarge, out text, out error);
            if (!TryReadAt(descriptor, buffer.Bytes.AsSpan(filled), filled, out length, out error))
                return Refuse(error, out text, out error);
            filled += length;
        }
        while (length > 0);
        text = buffer.Bytes.AsSpan(0, filled);
        return true;
    }

    public void Dispose() => _ = LibC.Close(_descriptor);

    private static bool TryReadStart(int descriptor, ProcBuffer buffer, int most, out ReadOnlySpan<byte> text, out int error)
    {
        buffer.Reserve(most);
        if (!TryReadAt(descriptor, buffer.Bytes.AsSpan(0, most), 0, out int length, out error))
            return Refuse(error, out text, out error);
        text = buffer.Bytes.AsSpan(0, length);
        return true;
    }

    private static bool TryReadAt(int descriptor, Span<byte> into, int offset, out int length, out int error)
    {
        do
        {
            fixed (byte* start = into)
                length = (int)LibC.ReadAt(descriptor, start, into.Length, offset);
            error = length < 0 ? Errno.Last : 0;
        }
        while (error == Errno.Interrupted);
        return error == 0;
    }

    private static bool Refuse(int why, out ReadOnlySpan<byte> text, out int error)
    {
        text = default;
        error = why;
        return false;
    }
}
