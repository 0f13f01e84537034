using System.Runtime.InteropServices;

namespace MemoryTracker.Load.Accounts;

/// <summary>
/// This process's memory counted page by page (/proc/self/pagemap, Documentation/admin-guide/mm/pagemap.rst): none of the kernel's sums. All in bytes.
/// </summary>
internal sealed class PageWalk
{
    private const ulong IsPresent = 1UL << 63;
    private const ulong IsSwapped = 1UL << 62;
    private const ulong IsOfFileOrShared = 1UL << 61;
    private const ulong IsExclusive = 1UL << 56;

    private static readonly ulong[] Entries = new ulong[1 << 15];

    /// <summary>Resident pages of the process's own.</summary>
    public long Anon { get; private set; }

    /// <summary>Resident pages of mapped files.</summary>
    public long File { get; private set; }

    /// <summary>Resident pages of shared memory.</summary>
    public long Shmem { get; private set; }

    /// <summary>Resident pages that no other process maps.</summary>
    public long Exclusive { get; private set; }

    /// <summary>Pages that are swapped out.</summary>
    public long Swapped { get; private set; }

    public long Resident => Anon + File + Shmem;

    public static PageWalk Over(IReadOnlyList<Mapping> mappings)
    {
        PageWalk walk = new();
        using CountedFile pages = new("/proc/self/pagemap", FileMode.Open, FileAccess.Read);
        foreach (Mapping mapping in mappings.Where(mapping => mapping.CountsAsResident))
            walk.Add(mapping, pages);
        return walk;
    }

    private void Add(Mapping mapping, CountedFile pages)
    {
        long first = mapping.Start / Environment.SystemPageSize;
        long end = mapping.End / Environment.SystemPageSize;
        while (first < end)
        {
            int count = (int)Math.Min(Entries.Length, end - first);
            int bytes = pages.Read(MemoryMarshal.AsBytes(Entries.AsSpan(0, count)), first * sizeof(ulong));
            if (bytes <= 0)
                throw new EndOfStreamException($"no page tables of {mapping}");
            first += bytes / sizeof(ulong);
            foreach (ulong entry in Entries.AsSpan(0, bytes / sizeof(ulong)))
                Count(entry, mapping.IsSharedMemory);
        }
    }

    private void Count(ulong entry, bool isSharedMemory)
    {
        int page = Environment.SystemPageSize;
        Swapped += (entry & IsSwapped) != 0 ? page : 0;
        if ((entry & IsPresent) == 0)
            return;
        Exclusive += (entry & IsExclusive) != 0 ? page : 0;
        if ((entry & IsOfFileOrShared) == 0)
            Anon += page;
        else if (isSharedMemory)
            Shmem += page;
        else
            File += page;
    }
}
