namespace MemoryTracker.Procfs;

/// <summary>Where the proc file system is mounted: <c>/proc</c>, or a folder of fixtures in a test.</summary>
/// <param name="Path">The folder, without a slash at its end.</param>
public sealed record ProcRoot(string Path)
{
    /// <summary>The machine's own.</summary>
    public static ProcRoot Default { get; } = new("/proc");

    /// <summary>Whether a proc file system is there at all.</summary>
    public bool IsMounted => File.Exists($"{Path}/self/stat");

    internal string Folder(int pid) => $"{Path}/{pid}";

    internal string TaskFolder(int pid) => $"{Path}/{pid}/task";
}
