namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/smaps_rollup (Linux 4.14, fs/proc/task_mmu.c): the process's page tables added up, all of one moment. In bytes; null where
/// the kernel does not tell.
/// </summary>
internal readonly struct SmapsRollup
{
    /// <summary>Rss of the same walk, beside which PSS may be put: that of status is of another moment.</summary>
    public long? Rss { get; private init; }

    /// <summary>Pss: each resident page divided by the number of processes that map it.</summary>
    public long? Pss { get; private init; }

    /// <summary>Pss_Anon: its anonymous part (Linux 5.4).</summary>
    public long? PssAnon { get; private init; }

    /// <summary>Pss_File: its part of mapped files (Linux 5.4).</summary>
    public long? PssFile { get; private init; }

    /// <summary>Pss_Shmem: its part of shared memory (Linux 5.4).</summary>
    public long? PssShmem { get; private init; }

    /// <summary>Private_Clean and Private_Dirty: resident pages that no other process maps.</summary>
    public long? Uss => PrivateClean + PrivateDirty;

    /// <summary>SwapPss: swapped pages, each divided by the number of processes that hold it.</summary>
    public long? SwapPss { get; private init; }

    /// <summary>LazyFree: pages given back by MADV_FREE that the kernel has not taken yet: they still count as resident.</summary>
    public long? LazyFree { get; private init; }

    private long? PrivateClean { get; init; }

    private long? PrivateDirty { get; init; }

    /// <summary>Reads the file.</summary>
    public static SmapsRollup Parse(ReadOnlySpan<byte> text)
    {
        SmapsRollup rollup = default;
        ProcLines lines = new(text);
        while (lines.MoveNext())
            rollup = rollup.With(lines.Key, lines.Value);
        return rollup;
    }

    /// <summary>Of two processes together; unknown where it is unknown of one.</summary>
    public static SmapsRollup operator +(in SmapsRollup left, in SmapsRollup right) => new()
    {
        Rss = left.Rss + right.Rss,
        Pss = left.Pss + right.Pss,
        PssAnon = left.PssAnon + right.PssAnon,
        PssFile = left.PssFile + right.PssFile,
        PssShmem = left.PssShmem + right.PssShmem,
        PrivateClean = left.PrivateClean + right.PrivateClean,
        PrivateDirty = left.PrivateDirty + right.PrivateDirty,
        SwapPss = left.SwapPss + right.SwapPss,
        LazyFree = left.LazyFree + right.LazyFree,
    };

    private SmapsRollup With(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => key switch
    {
        _ when key.SequenceEqual("Rss"u8) => this with { Rss = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Pss"u8) => this with { Pss = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Pss_Anon"u8) => this with { PssAnon = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Pss_File"u8) => this with { PssFile = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Pss_Shmem"u8) => this with { PssShmem = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Private_Clean"u8) => this with { PrivateClean = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("Private_Dirty"u8) => this with { PrivateDirty = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("SwapPss"u8) => this with { SwapPss = ProcNumber.Kibibytes(value) },
        _ when key.SequenceEqual("LazyFree"u8) => this with { LazyFree = ProcNumber.Kibibytes(value) },
        _ => this,
    };
}
