using MemoryTracker.Linux;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// A CSV file being recorded into. Only whole rows are ever left in it: after a failed write it is cut back to its last whole row, closed, and
/// the rows that it could not take are counted.
/// </summary>
internal sealed unsafe class CsvFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly FileKind? _file;
    private readonly bool _isNew;
    private int _descriptor;
    private long _length;

    /// <summary>Creates the file, or opens an old one into which nobody is recording. What is in it stays until <see cref="TryBegin"/>.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="IOException">It cannot be written; the message names it and says why.</exception>
    public CsvFile(string path)
    {
        const int Flags = LibC.WriteOnly | LibC.CloseOnExec | LibC.NoControllingTerminal;
        uint rights = Convert.ToUInt32("644", 8);
        Path = path;
        _descriptor = LibC.Open(path, Flags | LibC.Create | LibC.Exclusive, rights);
        _isNew = _descriptor >= 0;
        if (!_isNew)
            _descriptor = LibC.Open(path, Flags | LibC.Create, rights);
        if (_descriptor < 0)
            throw new IOException($"{path}: {Errno.Describe(Errno.Last)}", Errno.Last);
        _file = FileKind.Of(_descriptor);
        TakeOver();
    }

    /// <summary>The same, and begins at once.</summary>
    /// <param name="path">Where.</param>
    /// <param name="metrics">Which columns of figures there are.</param>
    /// <exception cref="IOException">It cannot be written; the message names it and says why.</exception>
    public CsvFile(string path, MetricSet metrics)
        : this(path)
    {
        if (TryBegin(metrics) is { } problem)
            throw new IOException(problem);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many rows it could not take.</summary>
    public long LostRows { get; private set; }

    /// <summary>Whether a write failed or the file vanished.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Empties it and writes the header; what went wrong, in words, or null.</summary>
    /// <param name="metrics">Which columns of figures there are.</param>
    public string? TryBegin(MetricSet metrics)
    {
        // A pipe cannot be emptied, and need not be.
        _ = LibC.FTruncate(_descriptor, 0);
        return Append(CsvRow.Header(metrics));
    }

    /// <summary>Leaves all as it was before: nothing was recorded. Not after <see cref="TryBegin"/>.</summary>
    public void Abandon()
    {
        if (_isNew && _file is { } file && file.IsSameFile(FileKind.Of(Path)))
            _ = LibC.RemoveIn(LibC.CurrentFolder, Path, 0);
        Close();
    }

    /// <summary>Appends whole rows; what went wrong, in words, the first time that something does.</summary>
    public string? Append(ReadOnlySpan<byte> rows)
    {
        lock (_lock)
        {
            if (_descriptor < 0)
            {
                LostRows += rows.Count((byte)'\n');
                return null;
            }

            int written = Descriptor.WriteAll(_descriptor, rows, out int error);
            _length += written;
            return written == rows.Length ? null : Fail(rows, written, error);
        }
    }

    /// <summary>Whether the file is still where it was made: rows would otherwise go where nobody finds them. Says so the first time.</summary>
    public string? CheckPresence()
    {
        // One that was given up on purpose is nobody's loss.
        if (HasFailed || _descriptor < 0 || _file is null || _file.Value.IsSameFile(FileKind.Of(Path)))
            return null;
        HasFailed = true;
        return $"{Path} was removed or replaced while it was written: what is recorded goes on but will not be found there";
    }

    /// <summary>Closes the file between two rows, whatever another thread is doing to it, unless that waits for a disk that does not answer.</summary>
    public void Dispose()
    {
        if (!_lock.TryEnter(Patience))
            return;
        if (_descriptor >= 0)
            Close();
        _lock.Exit();
    }

    /// <summary>
    /// Two recordings in one file would destroy each other's rows. The lock is one that only another recorder asks for: readers that lock what they read
    /// (.NET's do, by flock) are not kept out. A file system that knows no locks is taken at its word.
    /// </summary>
    private void TakeOver()
    {
        LibC.FileLock whole = new() { Type = LibC.ExclusiveLock };
        if (LibC.LockRange(_descriptor, LibC.LockOpenFile, &whole) != 0 && Errno.Last is Errno.TryAgain or Errno.AccessDenied)
        {
            Close();
            throw new IOException($"{Path}: another recording is being written into it");
        }
    }

    private void Close()
    {
        _ = LibC.Close(_descriptor);
        _descriptor = -1;
    }

    private string Fail(ReadOnlySpan<byte> rows, int written, int error)
    {
        HasFailed = true;
        int whole = rows[..written].LastIndexOf((byte)'\n') + 1;
        LostRows += rows[whole..].Count((byte)'\n');
        // A pipe cannot be cut back; its reader gets what it got.
        _ = LibC.FTruncate(_descriptor, _length - written + whole);
        Close();
        return $"{Path}: {Errno.Describe(error)}; the rows until then are safe, later ones are not in it";
    }
}
