using System.Text;

namespace MemoryTracker.Procfs;

/// <summary>/proc/PID/cmdline: the arguments of a process as it has them now, each ended by NUL. Hostile text, which the process may overwrite.</summary>
internal static class CommandLineFile
{
    // More than any command line a person would want in a document; the kernel itself allows megabytes.
    private const int MostBytes = 64 << 10;

    /// <summary>The arguments; null when they cannot be read or the process has none, as one that has ended.</summary>
    public static IReadOnlyList<string>? Read(ProcRoot root, int pid)
    {
        using ProcFile? file = ProcFile.TryOpen($"{root.Folder(pid)}/cmdline", out _);
        return file is not null && file.TryRead(out ReadOnlySpan<byte> text, out _) ? Parse(text) : null;
    }

    internal static IReadOnlyList<string>? Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return null;
        ReadOnlySpan<byte> arguments = text[^1] == 0 ? text[..^1] : text;
        return Encoding.UTF8.GetString(arguments[..Math.Min(arguments.Length, MostBytes)]).Split('\0');
    }
}
