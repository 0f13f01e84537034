using MemoryTracker.Linux;
using Microsoft.Win32.SafeHandles;

namespace MemoryTracker.Recordings;

/// <summary>
/// A file that is written beside the one it is to replace. It has no name until it is whole (O_TMPFILE), so that nothing of it is left however the program ends; where the file system knows no such
/// files, one that was not there: somebody else's file or link is never written through. Of one that is not committed nothing is left.
/// </summary>
internal sealed class FileBeside : IDisposable
{
    private readonly string? _beside;
    private readonly string _target;
    private bool _hasName;

    /// <summary>Makes it.</summary>
    /// <param name="path">What it is to replace, or what a symbolic link there leads to; a pipe or a device is written into.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public FileBeside(string path)
    {
        if (FileKind.IsSpecial(path))
        {
            _target = path;
            Stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            return;
        }

        _target = AtomicFile.Target(path);
        string folder = Path.GetDirectoryName(_target)!;
        FileKind? old = FileKind.Of(_target);
        // Found out now and not when everything is to be written: what has no name yet could be made.
        if (old is null && Errno.Last == Errno.NameTooLong)
            throw new IOException(Errno.Describe(Errno.NameTooLong), Errno.NameTooLong);
        _beside = NewName(folder);
        Stream = Nameless(folder, old?.Rights) ?? new FileStream(_beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = old?.Rights });
        _hasName = FileKind.Of(_beside) is not null;
        if (old is not { } owned)
            return;
        // It belongs to whom the old one belonged, as far as we may give it away, and has its rights: those that it was made with the umask has cut.
        _ = LibC.ChangeOwner(OpenFile, owned.User, owned.Group);
        _ = LibC.ChangeRights(Descriptor, (uint)owned.Rights);
    }

    /// <summary>What it is written through: unbuffered, so that an error comes with the write that meets it.</summary>
    public FileStream Stream { get; }

    private int Descriptor => (int)Stream.SafeFileHandle.DangerousGetHandle();

    /// <summary>The path of what is open, whether it has a name or not (proc(5)).</summary>
    private string OpenFile => FormattableString.Invariant($"/proc/self/fd/{Descriptor}");

    /// <summary>A name in a folder that nobody has yet: short, whatever the file is called in the end, and not to be guessed.</summary>
    internal static string NewName(string folder) => Path.Combine(folder, $".memory_tracker.{Path.GetRandomFileName()}");

    /// <summary>Puts it, whole, in the place of the old one.</summary>
    /// <exception cref="IOException">That is not possible; the old one is then as it was.</exception>
    public void Commit()
    {
        // A file without a name can get one, but only one that nobody has: it replaces the old one by the name that it would have had from the beginning.
        if (_beside is not null && !_hasName)
            GiveName();
        Stream.Dispose();
        if (_beside is not null)
            File.Move(_beside, _target, overwrite: true);
        _hasName = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (_hasName)
                File.Delete(_beside!);
        }
    }

    /// <summary>Not every file system knows files without a name (NFS does not, nor did overlays before Linux 6.1): null there, and where none can be made for another reason.</summary>
    private static FileStream? Nameless(string folder, UnixFileMode? rights)
    {
        const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        int descriptor = LibC.Open(folder, LibC.WriteOnly | LibC.CloseOnExec | LibC.Nameless, (uint)(rights ?? Usual));
#pragma warning disable CA2000 // The stream closes it.
        return descriptor < 0 ? null : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
#pragma warning restore CA2000
    }

    private void GiveName()
    {
        if (LibC.Link(LibC.CurrentFolder, OpenFile, LibC.CurrentFolder, _beside!, LibC.FollowLink) != 0)
            throw new IOException(Errno.Describe(Errno.Last), Errno.Last);
        _hasName = true;
    }
}
