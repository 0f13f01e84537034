using System.Runtime.InteropServices;

namespace MemoryTracker.Recordings;

/// <summary>
/// Rows on their way from the sampling thread to the writing thread: two halves, one being filled while the other is written.
/// Bounded: a row that finds no room is refused, and whoever offered it counts the loss. Appending allocates nothing.
/// </summary>
internal sealed unsafe class RowBuffer : IDisposable
{
    /// <summary>Enough for 50 s of a stalled disk at 1 kHz. Memory that was never filled is never touched and costs nothing.</summary>
    public const int Capacity = 4 << 20;

    private byte* _filling = (byte*)NativeMemory.Alloc(Capacity);
    private byte* _writing = (byte*)NativeMemory.Alloc(Capacity);
    private int _length;

    // Held for the time of a small copy or of an exchange of pointers, never across a system call.
    private SpinLock _lock = new(enableThreadOwnerTracking: false);

    /// <summary>Whether the writing thread had better come soon.</summary>
    public bool IsHalfFull => Volatile.Read(ref _length) > Capacity / 2;

    /// <summary>Appends a whole row; false when there is no room for it.</summary>
    public bool TryAppend(ReadOnlySpan<byte> row)
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        bool fits = row.Length <= Capacity - _length;
        if (fits)
        {
            row.CopyTo(new Span<byte>(_filling + _length, row.Length));
            _length += row.Length;
        }

        _lock.Exit();
        return fits;
    }

    /// <summary>Takes all rows that wait. They live until the next call, which only one thread may make.</summary>
    public ReadOnlySpan<byte> TakeAll()
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        byte* full = _filling;
        _filling = _writing;
        _writing = full;
        int length = _length;
        _length = 0;
        _lock.Exit();
        return new ReadOnlySpan<byte>(_writing, length);
    }

    public void Dispose()
    {
        NativeMemory.Free(_filling);
        NativeMemory.Free(_writing);
        _filling = _writing = null;
    }
}
