using System.Globalization;

namespace MemoryTracker.Procfs;

/// <summary>Where the proc file system is mounted: <c>/proc</c>, or a folder of fixtures in a test.</summary>
/// <param name="Path">The folder, without a slash at its end.</param>
public sealed record ProcRoot(string Path)
{
    /// <summary>The machine's own.</summary>
    public static ProcRoot Default { get; } = new("/proc");

    /// <summary>Whether a proc file system is there at all.</summary>
    public bool IsMounted => File.Exists($"{Path}/self/stat");

    /// <summary>Why processes cannot be recorded by what is there, in words; null when they can.</summary>
    internal string? WhyNot => !IsMounted ? $"there is no proc file system at {Path}: mount it with mount -t proc proc {Path}"
        : !HasOurNumbers ? $"{Path} shows the processes of another PID namespace, whose numbers mean others here: mount our own with mount -t proc proc {Path}"
        : null;

    /// <summary>Whether its numbers are those of our system calls: in a PID namespace of our own with the proc file system of the one around it they are not.</summary>
    private bool HasOurNumbers => new FileInfo($"{Path}/self").LinkTarget is not { } self || self == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    internal string Folder(int pid) => $"{Path}/{pid}";

    /// <summary>Reads a process's <c>stat</c> by its number, for once; null when there is none, or when it cannot be read.</summary>
    internal ProcStat? StatOf(int pid) => ProcFile.ReadOnce($"{Folder(pid)}/stat") is { } text ? ProcStat.Parse(text) : null;
}
