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
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(OrdinarySize, pinned: true);

    private ProcFile(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens the file; null, with the error number, when it cannot be.</summary>
    public static ProcFile? TryOpen(string path, out int error)
    {
        int descriptor = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        error = descriptor < 0 ? Errno.Last : 0;
        return descriptor < 0 ? null : new ProcFile(descriptor);
    }

    /// <summary>Reads the whole file as it is now. The text lives until the next read.</summary>
    public bool TryRead(out ReadOnlySpan<byte> text, out int error)
    {
        while (true)
        {
            nint length;
            fixed (byte* buffer = _buffer)
                length = LibC.ReadAt(_descriptor, buffer, _buffer.Length, 0);
            if (length < 0 && Errno.Last == Errno.Interrupted)
                continue;
            if (length == _buffer.Length)
            {
                // Rare: the groups of some user fill pages. The buffer grows once and stays.
                _buffer = GC.AllocateUninitializedArray<byte>(_buffer.Length * 2, pinned: true);
                continue;
            }

            error = length < 0 ? Errno.Last : 0;
            text = length < 0 ? default : _buffer.AsSpan(0, (int)length);
            return length >= 0;
        }
    }

    public void Dispose() => _ = LibC.Close(_descriptor);
}
