namespace MemoryTracker.Procfs;

/// <summary>How many processes the OOM killer has ended in a cgroup; with version 2 in those below it, too.</summary>
/// <param name="Path">The cgroup's path, empty for the one that is mounted.</param>
/// <param name="Count">Since the cgroup was made.</param>
internal readonly record struct CgroupOomKills(string Path, long Count);
