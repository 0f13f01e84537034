using MemoryTracker.Linux;

namespace MemoryTracker.Cli;

/// <summary>Whether we may have as many descriptors open as recording several processes takes before the first of them is held.</summary>
internal static class EnoughDescriptors
{
    private const ulong Fewest = 40;

    /// <summary>Finds out, before a command is started that would then run without being recorded.</summary>
    /// <exception cref="UserException">There are too few.</exception>
    public static void Check()
    {
        if (OpenFileLimit.Now < Fewest)
            throw UserException.Failure($"only {OpenFileLimit.Now} descriptors may be open, and at least {Fewest} must: raise the limit (ulimit -n {Fewest})");
    }
}
