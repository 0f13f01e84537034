using System.Text;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Targets;

/// <summary>
/// A command's arguments as bytes. The framework decodes ours as UTF-8 and puts U+FFFD for what is not, a file name in Latin-1 for example: then the bytes
/// are taken from where the kernel keeps them, the end of our own command line.
/// </summary>
internal static class RawArguments
{
    /// <summary>The arguments, to be handed to exec.</summary>
    public static CStrings Of(IReadOnlyList<string> arguments, ProcRoot root)
    {
        byte[][]? raw = arguments.Any(text => text.Contains('\ufffd', StringComparison.Ordinal)) ? Last(arguments, ProcFile.ReadOnce($"{root.Path}/self/cmdline")) : null;
        CStrings strings = new();
        for (int i = 0; i < arguments.Count; i++)
            strings.Add(raw?[i] ?? Encoding.UTF8.GetBytes(arguments[i]));
        return strings;
    }

    /// <summary>The last arguments of a command line (each ended by NUL), if it is those that were decoded to these texts; null otherwise.</summary>
    internal static byte[][]? Last(IReadOnlyList<string> arguments, byte[]? commandLine)
    {
        if (commandLine is not [.., 0])
            return null;
        List<byte[]> all = [];
        ReadOnlySpan<byte> rest = commandLine;
        while (rest.IndexOf((byte)0) is >= 0 and var end)
        {
            all.Add(rest[..end].ToArray());
            rest = rest[(end + 1)..];
        }

        byte[][] last = [.. all.Skip(all.Count - arguments.Count)];
        return last.Select(Encoding.UTF8.GetString).SequenceEqual(arguments) ? last : null;
    }
}
