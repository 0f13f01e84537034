using System.Globalization;

namespace MemoryTracker.Load;

/// <summary>This process's resident memory as its page tables have it: a walk over every page, not one of the kernel's running counters.</summary>
internal static class PageTables
{
    /// <summary>Through the calling thread: /proc/self goes through the first one, which may have ended.</summary>
    private const string Path = "/proc/thread-self/smaps_rollup";

    private const string Field = "Rss:";

    /// <remarks>The line reads <c>Rss:              103616 kB</c>.</remarks>
    public static long ResidentBytes()
    {
        string line = File.ReadLines(Path).First(line => line.StartsWith(Field, StringComparison.Ordinal));
        string kibibytes = line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
