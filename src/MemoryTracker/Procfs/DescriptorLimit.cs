namespace MemoryTracker.Procfs;

/// <summary>How many descriptors a process may have open (RLIMIT_NOFILE of getrlimit(2)).</summary>
internal static class DescriptorLimit
{
    /// <summary>The soft limit, which is the one that counts; null when the text does not tell.</summary>
    /// <param name="limits">/proc/PID/limits: a name, then the soft and the hard limit and the unit, in columns.</param>
    public static long? Parse(ReadOnlySpan<byte> limits)
    {
        ReadOnlySpan<byte> key = "\nMax open files "u8;
        int start = limits.IndexOf(key);
        if (start < 0)
            return null;
        ReadOnlySpan<byte> rest = limits[(start + key.Length)..].TrimStart((byte)' ');
        int end = rest.IndexOf((byte)' ');
        return end < 0 ? null : rest[..end].SequenceEqual("unlimited"u8) ? long.MaxValue : ProcNumber.Whole(rest[..end]);
    }
}
