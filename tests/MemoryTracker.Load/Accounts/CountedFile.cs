using Microsoft.Win32.SafeHandles;

namespace MemoryTracker.Load.Accounts;

/// <summary>Reading and writing by one system call each, counted byte by byte: what the kernel's counters are compared with.</summary>
internal sealed class CountedFile(string path, FileMode mode, FileAccess access) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, mode, access, FileShare.ReadWrite);

    /// <summary>All bytes that read calls have returned to this process since it began to count.</summary>
    public static long BytesRead { get; private set; }

    /// <summary>All bytes that write calls have taken from this process since it began to count.</summary>
    public static long BytesWritten { get; private set; }

    public int Descriptor => (int)_file.DangerousGetHandle();

    public static void NoteWritten(int bytes) => BytesWritten += bytes;

    public int Read(Span<byte> into, long at)
    {
        int length = RandomAccess.Read(_file, into, at);
        BytesRead += length;
        return length;
    }

    public void Write(ReadOnlySpan<byte> bytes, long at)
    {
        RandomAccess.Write(_file, bytes, at);
        BytesWritten += bytes.Length;
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
