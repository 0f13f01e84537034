using MemoryTracker.Doctor;
using MemoryTracker.Linux;

namespace MemoryTracker.Cli;

/// <summary>Whether we may have as many descriptors open as a recording with its outputs takes, of several processes before the first of them is held.</summary>
internal static class EnoughDescriptors
{
    private const ulong Fewest = ProgramChecks.FewestDescriptors;

    /// <summary>Finds out before anything starts: a command would then run without being recorded, and outputs would be made that nothing comes into.</summary>
    /// <exception cref="UserException">There are too few.</exception>
    public static void Check()
    {
        if (OpenFileLimit.Now < Fewest)
            throw UserException.Failure($"only {OpenFileLimit.Now} descriptors may be open, and at least {Fewest} must: raise the limit (ulimit -n {Fewest})");
    }
}
