namespace MemoryTracker.Linux;

/// <summary>What kind of file a path leads to (inode(7)). The framework's FileAttributes cannot tell: to them a pipe is an ordinary file.</summary>
internal static unsafe class FileKind
{
    private const int TypeMask = 0xf000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    /// <summary>Whether it is a pipe, a device or a socket: something to write into, never to be replaced, and no place to put a file beside.</summary>
    public static bool IsSpecial(string path)
    {
        LibC.FileStatus status;
        return LibC.Status(LibC.CurrentFolder, path, 0, LibC.TypeOnly, &status) == 0 && (status.Mode & TypeMask) is not (Regular or Folder);
    }
}
