using MemoryTracker.Linux;

namespace MemoryTracker.Cli;

/// <summary>What the machine or a limit of ours has too little of: no bug, wherever it comes up.</summary>
internal static class Shortage
{
    /// <summary>What there is too little of and what helps, in words; null when the exception is of another kind.</summary>
    public static string? In(Exception? error) => error switch
    {
        null => null,
        OutOfMemoryException or IOException { HResult: Errno.NoMemory } => "there is not enough memory: raise the limit (ulimit -v, or that of the control group)",
        IOException { HResult: Errno.TooManyOpen } => "too many descriptors are open: raise the limit (ulimit -n)",
        IOException { HResult: Errno.TooManyOpenOnMachine } => "too many files are open on this machine: close some, or raise fs.file-max",
        // The framework's own threads and pipes are begun in static constructors.
        _ => In(error.InnerException),
    };
}
