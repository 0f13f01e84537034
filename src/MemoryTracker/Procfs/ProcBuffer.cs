namespace MemoryTracker.Procfs;

/// <summary>
/// Memory that files are read into, which the collector never moves. What was read into it lives until the next read into it: files of which one is always
/// parsed before the next is read may share one, and of a thousand processes they must.
/// </summary>
internal sealed class ProcBuffer
{
    private const int OrdinarySize = 4096;

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; private set; } = New(OrdinarySize);

    /// <summary>Makes it larger. Rare: the groups of some user fill pages. It stays large.</summary>
    /// <param name="kept">How many bytes of what is in it are kept.</param>
    public void Grow(int kept = 0)
    {
        byte[] larger = New(Bytes.Length * 2);
        Bytes.AsSpan(0, kept).CopyTo(larger);
        Bytes = larger;
    }

    private static byte[] New(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
