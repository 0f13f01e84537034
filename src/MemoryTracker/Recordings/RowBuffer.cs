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

    /// <summary>So much is worth a waking before its time: flat out, rows come by the 20 MB a second, and what waits is memory of ours.</summary>
    public const int Plenty = 64 << 10;

    private byte* _filling = (byte*)NativeMemory.Alloc(Capacity);
    private byte* _writing = (byte*)NativeMemory.Alloc(Capacity);
    private int _length;

    // Held for the time of a small copy or of an exchange of pointers, never across a system call.
    private SpinLock _lock = new(enableThreadOwnerTracking: false);

    /// <summary>Appends a whole row; false when there is no room for it.</summary>
    /// <param name="row">The row with its line feed.</param>
    /// <param name="isPlenty">Whether with this row so much waits that the writing thread had better come; told once until it has come.</param>
    public bool TryAppend(ReadOnlySpan<byte> row, out bool isPlenty)
    {
        bool isHeld = false;
        _lock.Enter(ref isHeld);
        int before = _length;
        bool fits = row.Length <= Capacity - before;
        if (fits)
        {
            row.CopyTo(new Span<byte>(_filling + before, row.Length));
            _length += row.Length;
        }

        isPlenty = before < Plenty && _length >= Plenty;
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
