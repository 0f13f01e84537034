namespace MemoryTracker.Procfs;

/// <summary>
/// What /proc/PID/status says of memory beside RSS and its mark, and the number of threads (fs/proc/task_mmu.c, fs/proc/array.c). Read only when it was
/// asked for. All in bytes; null where the kernel does not tell.
/// </summary>
internal readonly struct ProcMemory
{
    /// <summary>RssAnon: resident memory of the process's own, such as heap and stacks (Linux 4.5).</summary>
    public long? Anon { get; private init; }

    /// <summary>RssFile: resident pages of mapped files (Linux 4.5).</summary>
    public long? File { get; private init; }

    /// <summary>RssShmem: resident pages of shared memory: tmpfs, System V, shared anonymous mappings (Linux 4.5).</summary>
    public long? Shmem { get; private init; }

    /// <summary>VmSwap: anonymous memory that is swapped out; swapped shared memory is not in it.</summary>
    public long? Swap { get; private init; }

    /// <summary>VmSize: the address space, whether used or not.</summary>
    public long? Size { get; private init; }

    /// <summary>VmData: private writable mappings but the stack, whether used or not.</summary>
    public long? Data { get; private init; }

    /// <summary>HugetlbPages: huge pages from hugetlbfs, which RSS leaves out (Linux 4.4).</summary>
    public long? HugeTlb { get; private init; }

    /// <summary>Threads: how many threads the process has.</summary>
    public long? Threads { get; init; }

    /// <summary>Reads the lines from VmSize to Threads, in which the kernel always writes them; what follows is not looked at.</summary>
    public static ProcMemory Parse(ReadOnlySpan<byte> text)
    {
        ProcMemory memory = default;
        ProcLines lines = new(text);
        while (memory.Threads is null && lines.MoveNext())
            memory = memory.With(lines.Key, lines.Value);
        return memory;
    }

    /// <summary>Of two processes together; unknown where it is unknown of one.</summary>
    public static ProcMemory operator +(in ProcMemory left, in ProcMemory right) => new()
    {
        Anon = left.Anon + right.Anon,
        File = left.File + right.File,
        Shmem = left.Shmem + right.Shmem,
        Swap = left.Swap + right.Swap,
        Size = left.Size + right.Size,
        Data = left.Data + right.Data,
        HugeTlb = left.HugeTlb + right.HugeTlb,
        Threads = left.Threads + right.Threads,
    };

    /// <summary>The same with its threads alone: of a process whose memory is another's.</summary>
    public ProcMemory WithoutMemory() => new() { Threads = Threads };

    private ProcMemory With(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => key switch
    {
        _ when key.SequenceEqual("VmSize"u8) => this with { Size = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("RssAnon"u8) => this with { Anon = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("RssFile"u8) => this with { File = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("RssShmem"u8) => this with { Shmem = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("VmData"u8) => this with { Data = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("VmSwap"u8) => this with { Swap = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("HugetlbPages"u8) => this with { HugeTlb = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Threads"u8) => this with { Threads = ProcNumber.Whole(value) },
        _ => this,
    };
}
