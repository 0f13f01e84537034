namespace MemoryTracker.Linux;

/// <summary>
/// Why a file could not be read or written, in the kernel's words such as <c>Permission denied</c>. The framework's own say more than is true ("Access to the path is denied" of a read-only disk, too)
/// and repeat the path, which whoever tells of it has named already.
/// </summary>
internal static class FileError
{
    private const int Largest = 4095;

    /// <summary>The reason in words, safe to show.</summary>
    public static string Describe(Exception error) => error switch
    {
        FileNotFoundException => Errno.Describe(Errno.NoSuchFile),
        DirectoryNotFoundException => "its folder is not there",
        PathTooLongException => Errno.Describe(Errno.NameTooLong),
        // What the framework makes of EFBIG.
        ArgumentOutOfRangeException => Errno.Describe(Errno.FileTooLarge),
        UnauthorizedAccessException { InnerException: IOException inner } => Describe(inner),
        // Denied without a call, such as a folder where a file must be.
        UnauthorizedAccessException => Errno.Describe(Errno.AccessDenied),
        // The framework keeps the number there; other problems have numbers of Windows, which are negative.
        IOException { HResult: > 0 and <= Largest } => Errno.Describe(error.HResult),
        _ => SafeText.Clean(error.Message),
    };
}
