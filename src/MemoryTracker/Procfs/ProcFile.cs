using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// One file of /proc, opened once and read again and again from its start into the same buffer: 0.3 to 1.7 µs a read and no
/// allocation. A held handle can never show a successor: once the process is gone, reading fails with ESRCH.
/// </summary>
internal sealed unsafe class ProcFile : IDisposable
{
    private const int OrdinarySize = 4096;

    private readonly int _descriptor;
    private byte[] _buffer = NewBuffer();

    internal ProcFile(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens the file; null, with the error number, when it cannot be.</summary>
    public static ProcFile? TryOpen(string path, out int error)
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new ProcFile(descriptor);
    }

    /// <summary>Opens, reads and closes a file that nobody asks for twice; null when it cannot be read.</summary>
    public static byte[]? ReadOnce(string path)
    {
        using ProcFile? file = TryOpen(path, out _);
        return file is not null && file.TryRead(out ReadOnlySpan<byte> text, out _) ? text.ToArray() : null;
    }

    /// <summary>Reads the whole file as it is now. The text lives until the next read.</summary>
    public bool TryRead(out ReadOnlySpan<byte> text, out int error) => TryRead(_descriptor, ref _buffer, out text, out error);

    /// <summary>Reads a whole open file from its start into a buffer, which grows when it is too small and stays.</summary>
    internal static bool TryRead(int descriptor, ref byte[] buffer, out ReadOnlySpan<byte> text, out int error)
    {
        while (true)
        {
            nint length;
            fixed (byte* start = buffer)
                length = LibC.ReadAt(descriptor, start, buffer.Length, 0);
            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length == buffer.Length)
            {
                // Rare: the groups of some user fill pages. The buffer grows once and stays.
                buffer = NewBuffer(buffer.Length * 2);
                continue;
            }

            error = length < 0 ? Errno.Last : 0;
            text = length < 0 ? default : buffer.AsSpan(0, (int)length);
            return length >= 0;
        }
    }

    /// <summary>Reads an open file piece by piece until there is no more, into a buffer, which grows when it is too small and stays.</summary>
    internal static bool TryReadList(int descriptor, ref byte[] buffer, out ReadOnlySpan<byte> text, out int error)
    {
        int filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                byte[] larger = NewBuffer(buffer.Length * 2);
                buffer.CopyTo(larger, 0);
                buffer = larger;
            }

            nint length;
            fixed (byte* start = buffer)
                length = LibC.ReadAt(descriptor, start + filled, buffer.Length - filled, filled);
            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length > 0)
            {
                filled += (int)length;
                continue;
            }

            error = length < 0 ? Errno.Last : 0;
            text = length < 0 ? default : buffer.AsSpan(0, filled);
            return length >= 0;
        }
    }

    /// <summary>A buffer that the collector never moves.</summary>
    internal static byte[] NewBuffer(int size = OrdinarySize) => GC.AllocateUninitializedArray<byte>(size, pinned: true);

    public void Dispose() => _ = LibC.Close(_descriptor);
}
