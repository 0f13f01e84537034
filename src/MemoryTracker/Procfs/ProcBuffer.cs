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

    /// <summary>Makes it larger, and forgets what is in it. Rare: the groups of some user fill pages. It stays large.</summary>
    public void Grow() => Bytes = New(Bytes.Length * 2);

    private static byte[] New(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
