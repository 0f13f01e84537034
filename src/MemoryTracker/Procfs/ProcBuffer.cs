namespace MemoryTracker.Procfs;

/// <summary>
/// Memory that files are read into, which the collector never moves. What was read into it lives until the next read into it: files of which one is always
/// parsed before the next is read may share one, and of a thousand processes they must.
/// </summary>
internal sealed class ProcBuffer
{
    /// <summary>Larger than every file of /proc that is read whole: the list of 100,000 mounts is one of 20 MB.</summary>
    internal const int LargestSize = 64 << 20;

    private const int OrdinarySize = 4096;

    /// <summary>All of it.</summary>
    public byte[] Bytes { get; private set; } = New(OrdinarySize);

    /// <summary>Makes it larger; false when it is as large as it may get. Rare: the groups of some user fill pages. It stays large.</summary>
    /// <param name="kept">How many bytes of what is in it are kept.</param>
    public bool TryGrow(int kept = 0)
    {
        if (Bytes.Length >= LargestSize)
            return false;
        byte[] larger = New(Bytes.Length * 2);
        Bytes.AsSpan(0, kept).CopyTo(larger);
        Bytes = larger;
        return true;
    }

    /// <summary>Makes it no smaller than that; nothing of what is in it is kept.</summary>
    public void Reserve(int size)
    {
        if (Bytes.Length < size)
            Bytes = New(size);
    }

    private static byte[] New(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
