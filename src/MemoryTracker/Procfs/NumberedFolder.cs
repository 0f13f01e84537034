using MemoryTracker.Linux;

namespace MemoryTracker.Procfs;

/// <summary>
/// A folder of /proc whose entries are numbers, held: /proc/PID/fd, /proc/PID/task and /proc itself. It is listed by getdents64(2), again and again, without allocation.
/// </summary>
internal sealed unsafe class NumberedFolder(int descriptor) : IDisposable
{
    // struct linux_dirent64: inode, offset, the record's length, the type, and the name up to NUL.
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    private readonly byte[] _entries = new ProcBuffer().Bytes;
    private int _descriptor = descriptor;
    private int _length;
    private int _position;

    /// <summary>One that holds no folder yet: <see cref="ProcFolder.TryPoint"/> gives it one after the other.</summary>
    public NumberedFolder()
        : this(-1)
    {
    }

    /// <summary>Goes back to the first entry.</summary>
    public void Rewind()
    {
        _length = _position = 0;
        _ = LibC.Seek(_descriptor, 0, LibC.SeekFromStart);
    }

    /// <summary>The next entry; false at the end, and with the error number when the folder cannot be listed.</summary>
    public bool TryNext(out int number, out int error)
    {
        while (_position < _length || TryFill(out error))
        {
            ReadOnlySpan<byte> entry = _entries.AsSpan(_position);
            _position += BitConverter.ToUInt16(entry[LengthOffset..]);
            ReadOnlySpan<byte> name = entry[NameOffset..];
            if (ProcNumber.Whole(name[..name.IndexOf((byte)0)]) is { } found and <= int.MaxValue)
            {
                number = (int)found;
                error = 0;
                return true;
            }
        }

        number = 0;
        return false;
    }

    /// <summary>
    /// How many entries it has: of /proc/PID/fd, how many descriptors are taken. Since Linux 6.2 that is the folder's size (proc_readfd_count in
    /// fs/proc/fd.c), which every user may ask for and which has also the numbers kept for what a thread waits to open; before, it is 0, as it is where none is
    /// taken, and the entries are counted.
    /// </summary>
    public long? Count(out int error)
    {
        LibC.FileStatus status;
        int result = LibC.Status(_descriptor, "", LibC.EmptyPath, LibC.SizeOnly, &status);
        error = result < 0 ? Errno.Last : 0;
        return result < 0 ? null : status.Size > 0 ? (long)status.Size : CountEntries(out error);
    }

    /// <summary>Lets go of its folder and holds another one from now on.</summary>
    internal void Point(int descriptor)
    {
        Dispose();
        _descriptor = descriptor;
        _length = _position = 0;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
            _ = LibC.Close(_descriptor);
        _descriptor = -1;
    }

    private long? CountEntries(out int error)
    {
        long count = 0;
        Rewind();
        while (TryNext(out _, out error))
            count++;
        return error == 0 ? count : null;
    }

    private bool TryFill(out int error)
    {
        _position = 0;
        fixed (byte* entries = _entries)
            _length = (int)LibC.ReadFolder(_descriptor, entries, _entries.Length);
        error = _length < 0 ? Errno.Last : 0;
        return _length > 0;
    }
}
