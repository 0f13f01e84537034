using MemoryTracker.Linux;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>What can go wrong when a file is written, in words.</summary>
internal static class WrittenFile
{
    /// <summary>Replaces the file as a whole; what went wrong, else null.</summary>
    public static string? TryWrite(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            AtomicFile.Write(path, content);
            return null;
        }
        catch (Exception error) when (IsProblem(error))
        {
            return Problem(path, error);
        }
    }

    /// <summary>Whether it is the file's problem and not ours. The framework makes ArgumentOutOfRangeException of EFBIG.</summary>
    public static bool IsProblem(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ActualValue: null, ParamName: "value" };

    /// <summary>The problem in words.</summary>
    public static string Problem(string path, Exception error) => $"{SafeText.Clean(path)} could not be written: {FileError.Describe(error)}";
}
