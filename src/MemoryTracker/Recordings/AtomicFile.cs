using MemoryTracker.Linux;

namespace MemoryTracker.Recordings;

/// <summary>Replaces a file as a whole: a new one is written beside it and renamed, so a reader never meets half of it.</summary>
public static class AtomicFile
{
    /// <summary>Writes the file at <paramref name="path"/>, or what a symbolic link there leads to; a pipe or a device is written into.</summary>
    /// <exception cref="IOException">It cannot be written; an old one is then as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using FileBeside file = new(path);
        try
        {
            file.Stream.Write(content);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What the framework makes of EFBIG.
            throw new IOException(Errno.Describe(Errno.FileTooLarge), error);
        }

        file.Commit();
    }

    /// <summary>Why no file can be made beside <paramref name="path"/>; null when one can, which is found out by making one.</summary>
    public static string? WhyNot(string path)
    {
        try
        {
            using FileBeside file = new(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return FileError.Describe(error);
        }
    }

    /// <summary>The file that is meant: what a symbolic link leads to.</summary>
    internal static string Target(string path)
    {
        string target = Path.GetFullPath(path);
        return new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
    }
}
