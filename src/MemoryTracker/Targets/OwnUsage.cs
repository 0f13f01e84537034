using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>What the recorder itself has cost so far.</summary>
/// <param name="CpuTime">User and system time of all its threads since it started (getrusage(2)).</param>
/// <param name="RssBytes">Its resident set size; null when it cannot be read.</param>
public readonly record struct OwnUsage(TimeSpan CpuTime, long? RssBytes)
{
    /// <summary>Reads it now.</summary>
    public static unsafe OwnUsage Read(ProcRoot root)
    {
        LibC.ResourceUsage usage;
        _ = LibC.GetResourceUsage(LibC.RusageSelf, &usage);
        using ProcFile? status = ProcFile.TryOpen($"{root.Path}/self/status", out _);
        long? rss = status is not null && status.TryRead(out ReadOnlySpan<byte> text, out _) ? ProcStatus.ParseTick(text).Rss : null;
        return new OwnUsage(usage.UserTime + usage.SystemTime, rss);
    }
}
