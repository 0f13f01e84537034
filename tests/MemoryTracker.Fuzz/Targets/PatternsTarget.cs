using System.Text;
using System.Text.RegularExpressions;
using MemoryTracker.Targets.Finding;

namespace MemoryTracker.Fuzz.Targets;

/// <summary>Patterns for processes: the first line is the pattern, the rest a name or a command line.</summary>
internal static class PatternsTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        int end = input.IndexOf((byte)'\n');
        string pattern = Encoding.UTF8.GetString(end < 0 ? input : input[..end]);
        ReadOnlySpan<byte> name = end < 0 ? default : input[(end + 1)..];
        OfName(pattern, name);
        OfCommandLine(pattern, name);
    }

    private static void OfName(string pattern, ReadOnlySpan<byte> name)
    {
        if (Read(ProcessPattern.OfName, pattern) is not { } read)
            return;
        bool matches = read.MayMatch(name);
        _ = read.Matches(Encoding.UTF8.GetString(name).Split('\0'));
        if (!NameGlob.IsGlob(pattern))
        {
            Invariant.Holds(read.MayMatch(Encoding.UTF8.GetBytes(pattern).AsSpan()[..Math.Min(15, Encoding.UTF8.GetByteCount(pattern))]));
            return;
        }

        // A star before it takes nothing, and one behind it neither.
        Invariant.Holds(!matches || new NameGlob($"*{pattern}*").Matches(name));
    }

    private static void OfCommandLine(string pattern, ReadOnlySpan<byte> commandLine)
    {
        if (Read(ProcessPattern.OfCommandLine, pattern) is not { } read)
            return;
        try
        {
            _ = read.Matches(Encoding.UTF8.GetString(commandLine).Split('\0'));
        }
        catch (RegexMatchTimeoutException)
        {
            // As documented.
        }
    }

    private static ProcessPattern? Read(Func<string, ProcessPattern> read, string pattern)
    {
        try
        {
            return read(pattern);
        }
        catch (PatternException refusal)
        {
            Invariant.IsSafe(refusal.Message);
            return null;
        }
    }
}
