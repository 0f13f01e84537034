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
        if (FileKind.IsSpecial(path))
        {
            File.WriteAllBytes(path, content);
            return;
        }

        string target = Target(path);
        string beside = Beside(target);
        try
        {
            Create(beside, content, FileKind.Of(target));
            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Why no file can be made beside <paramref name="path"/>; null when one can, which is found out by making one.</summary>
    public static string? WhyNot(string path)
    {
        try
        {
            string beside = Beside(Target(path));
            Create(beside, [], null);
            File.Delete(beside);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>The file that is meant: what a symbolic link leads to.</summary>
    internal static string Target(string path)
    {
        string target = Path.GetFullPath(path);
        return new FileInfo(target).LinkTarget is null ? target : File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
    }

    /// <summary>
    /// Makes a file that was not there: somebody else's file or link of that name is never written through. It belongs to whom the old one belonged, as far as we may give it away.
    /// </summary>
    private static void Create(string path, ReadOnlySpan<byte> content, FileKind? old)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = old?.Rights };
        try
        {
            using FileStream file = new(path, options);
            file.Write(content);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What the framework makes of EFBIG.
            throw new IOException("File too large", error);
        }

        if (old is { } owned)
            _ = LibC.ChangeOwner(path, owned.User, owned.Group);
    }

    // The number alone could be guessed, and two containers that share a folder may have the same.
    private static string Beside(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.{Path.GetRandomFileName()}");
}
