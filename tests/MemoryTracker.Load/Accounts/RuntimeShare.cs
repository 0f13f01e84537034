namespace MemoryTracker.Load.Accounts;

/// <summary>
/// This process's share of what the runtime has mapped: libraries, which other processes map too, and code that it maps twice. How often each page is mapped
/// only the kernel knows, so it is asked mapping by mapping (/proc/self/smaps); what the process itself has mapped is known without it.
/// </summary>
internal readonly record struct RuntimeShare(long File, long Shmem)
{
    public static RuntimeShare Without(IReadOnlyList<Region> known)
    {
        long file = 0;
        long shmem = 0;
        Mapping mapping = default;
        bool isKnown = false;
        ReadOnlySpan<byte> text = ProcText.Read("/proc/self/smaps");
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (line.IndexOf(":"u8) is var colon && (colon < 0 || line[..colon].Contains((byte)' ')))
            {
                mapping = line.IsEmpty ? default : Mapping.Parse(line);
                isKnown = known.Any(region => region.IsWithin(mapping));
            }
            else if (!isKnown && line.StartsWith("Pss:"u8))
            {
                file += mapping.IsSharedMemory ? 0 : Bytes(line, "Pss:"u8);
                shmem += mapping.IsSharedMemory ? Bytes(line, "Pss:"u8) : 0;
            }
            else if (!isKnown && !mapping.IsSharedMemory && line.StartsWith("Anonymous:"u8))
            {
                // Pages that were written to are the process's own, also those of a file.
                file -= Bytes(line, "Anonymous:"u8);
            }
        }

        return new(file, shmem);
    }

    /// <remarks>The line reads <c>Pss:                 124 kB</c>.</remarks>
    private static long Bytes(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) => ProcText.Number(line, name) * 1024;
}
