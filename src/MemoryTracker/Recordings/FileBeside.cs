using MemoryTracker.Linux;

namespace MemoryTracker.Recordings;

/// <summary>
/// A file that is written beside the one it is to replace, under a name that was not there: somebody else's file or link is never written through. Of one that is not
/// committed nothing is left.
/// </summary>
internal sealed class FileBeside : IDisposable
{
    private readonly string? _beside;
    private readonly string _target;
    private bool _isCommitted;

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
        // The number alone could be guessed, and two containers that share a folder may have the same.
        _beside = Path.Combine(Path.GetDirectoryName(_target)!, $".{Path.GetFileName(_target)}.{Environment.ProcessId}.{Path.GetRandomFileName()}");
        FileKind? old = FileKind.Of(_target);
        Stream = new FileStream(_beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = old?.Rights });
        // It belongs to whom the old one belonged, as far as we may give it away.
        if (old is { } owned)
            _ = LibC.ChangeOwner(_beside, owned.User, owned.Group);
    }

    /// <summary>What it is written through: unbuffered, so that an error comes with the write that meets it.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts it, whole, in the place of the old one.</summary>
    /// <exception cref="IOException">That is not possible; the old one is then as it was.</exception>
    public void Commit()
    {
        Stream.Dispose();
        if (_beside is not null)
            File.Move(_beside, _target, overwrite: true);
        _isCommitted = true;
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
            if (!_isCommitted && _beside is not null)
                File.Delete(_beside);
        }
    }
}
