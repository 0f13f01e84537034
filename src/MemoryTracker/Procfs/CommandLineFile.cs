using System.Text;

namespace MemoryTracker.Procfs;

/// <summary>/proc/PID/cmdline: the arguments of a process as it has them now, each ended by NUL. Hostile text, which the process may overwrite.</summary>
internal static class CommandLineFile
{
    // More than any command line a person would want in a document; the kernel allows megabytes, and a process may claim any part of its memory to be its arguments (PR_SET_MM_MAP).
    private const int MostBytes = 64 << 10;

    /// <summary>The arguments, as far as they are read; null when they cannot be or the process has none, as one that has ended.</summary>
    public static IReadOnlyList<string>? Read(ProcRoot root, int pid)
    {
        using ProcFolder? processes = ProcFolder.TryOpen(root.Path, out _);
        return processes is null ? null : Read(processes, pid);
    }

    /// <summary>The same, from the folder of all processes.</summary>
    public static IReadOnlyList<string>? Read(ProcFolder processes, int pid)
    {
        ReadOnlySpan<byte> path = ProcessPath.Write(stackalloc byte[ProcessPath.MaxLength], pid, "cmdline"u8);
        using ProcFile? file = processes.TryOpenFile(path, out _);
        return file is not null && file.TryReadStart(MostBytes, out ReadOnlySpan<byte> text, out _) ? Parse(text) : null;
    }

    internal static IReadOnlyList<string>? Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return null;
        return Encoding.UTF8.GetString(text[^1] == 0 ? text[..^1] : text).Split('\0');
    }
}
