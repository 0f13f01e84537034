namespace MemoryTracker.Linux;

/// <summary>What the kernel knows of a file (statx(2)). The framework's FileAttributes take a pipe for an ordinary file.</summary>
internal readonly unsafe record struct FileKind
{
    private const int TypeMask = 0xf000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;
    private const int Pipe = 0x1000;
    private const int RightsMask = 0x1ff;

    private readonly LibC.FileStatus _status;

    private FileKind(LibC.FileStatus status) => _status = status;

    /// <summary>Who may do what with it.</summary>
    public UnixFileMode Rights => (UnixFileMode)(_status.Mode & RightsMask);

    /// <summary>Its owner's number.</summary>
    public uint User => _status.User;

    /// <summary>Its group's number.</summary>
    public uint Group => _status.Group;

    /// <summary>How many bytes it holds; 0 for a pipe or a device.</summary>
    public long Size => _status.Size;

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => (_status.Mode & TypeMask) == Folder;

    /// <summary>Whether it is a pipe, with a name or without.</summary>
    public bool IsPipe => (_status.Mode & TypeMask) == Pipe;

    /// <summary>Whether it is an ordinary file, which is read at any place and does not run empty.</summary>
    public bool IsRegular => (_status.Mode & TypeMask) == Regular;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _status.Size == 0;

    private bool IsOrdinary => (_status.Mode & TypeMask) is Regular or Folder;

    /// <summary>Of the file that a path leads to, links followed; null when there is none.</summary>
    public static FileKind? Of(string path) => Ask(LibC.CurrentFolder, path, 0);

    /// <summary>Of an open file; null when the descriptor is none.</summary>
    public static FileKind? Of(int descriptor) => Ask(descriptor, "", LibC.EmptyPath);

    /// <summary>Of what has that name in an open folder, be it a link; null when nothing has.</summary>
    public static FileKind? In(int folder, string name) => Ask(folder, name, LibC.LinkItself);

    /// <summary>Whether it is a pipe, a device or a socket: something to write into, never to be replaced, and no place to put a file beside.</summary>
    public static bool IsSpecial(string path) => Of(path) is { IsOrdinary: false };

    /// <summary>Whether both are one file, whatever its names.</summary>
    public bool IsSameFile(FileKind? other) =>
        other is { } file && (file._status.Device, file._status.Inode) == (_status.Device, _status.Inode);

    /// <summary>Whether nobody has written into it since, as far as its size and its time tell.</summary>
    public bool IsUnchangedSince(FileKind before) =>
        (_status.Size, _status.ModifiedSeconds, _status.ModifiedFraction)
            == (before._status.Size, before._status.ModifiedSeconds, before._status.ModifiedFraction);

    private static FileKind? Ask(int folder, string path, int flags)
    {
        LibC.FileStatus status;
        return LibC.Status(folder, path, flags, LibC.TypeModeOwnerInodeSizeTime, &status) == 0 ? new FileKind(status) : null;
    }
}
