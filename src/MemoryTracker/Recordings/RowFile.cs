using MemoryTracker.Linux;
using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings;

/// <summary>
/// A file of lines being recorded into, a line a row. Only whole lines are ever left in it: after a failed write it is cut back to its last whole line, closed, and
/// the rows that it could not take are counted.
/// </summary>
internal abstract unsafe class RowFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly FileKind? _file;
    private bool _isOurs;
    private int _descriptor;
    private long _length;

    /// <summary>Creates the file, or opens an old one into which nobody is recording. What is in it stays until <see cref="TryBegin"/>.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="IOException">It cannot be written; the message names it and says why.</exception>
    protected RowFile(string path)
    {
        const int Flags = LibC.WriteOnly | LibC.CloseOnExec | LibC.NoControllingTerminal;
        uint rights = Convert.ToUInt32("644", 8);
        Path = path;
        _descriptor = LibC.Open(path, Flags | LibC.Create | LibC.Exclusive, rights);
        _isOurs = _descriptor >= 0;
        if (!_isOurs)
            _descriptor = LibC.Open(path, Flags | LibC.Create, rights);
        if (_descriptor < 0)
            throw new IOException($"{path}: {Errno.Describe(Errno.Last)}", Errno.Last);
        _file = FileKind.Of(_descriptor);
        TakeOver();
    }

    /// <summary>Takes over an open file that has no name: nobody else can record into it, or remove it.</summary>
    /// <param name="descriptor">The file; it is closed with this.</param>
    /// <param name="description">What messages call it.</param>
    protected RowFile(int descriptor, string description) => (_descriptor, Path) = (descriptor, description);

    /// <summary>Where it is; of one without a name what messages call it.</summary>
    public string Path { get; }

    /// <summary>How many rows it could not take.</summary>
    public long LostRows { get; private set; }

    /// <summary>Whether a write failed or the file vanished.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The open file; negative once it is closed.</summary>
    protected int Number => _descriptor;

    /// <summary>Empties it and begins it anew; what went wrong, in words, or null.</summary>
    /// <param name="metrics">Which figures its rows have.</param>
    public abstract string? TryBegin(MetricSet metrics);

    /// <summary>Appends whole rows of CSV, in whatever form the file holds them; what went wrong, in words, the first time that something does.</summary>
    public abstract string? Append(ReadOnlySpan<byte> rows);

    /// <summary>Leaves all as it was before: nothing was recorded. Not after <see cref="TryBegin"/>.</summary>
    public void Abandon()
    {
        Remove();
        Close();
    }

    /// <summary>Removes it, unless something is in it that was there before, from any thread: of a file whose rows do not come to their end nothing is to be left. It stays open.</summary>
    public void Remove()
    {
        if (_isOurs && _file is { IsRegular: true } file && file.IsSameFile(FileKind.Of(Path)))
            _ = LibC.RemoveIn(LibC.CurrentFolder, AtomicFile.Target(Path), 0);
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

    /// <summary>Makes it empty.</summary>
    protected void Empty()
    {
        // A pipe cannot be emptied, and need not be.
        _ = LibC.FTruncate(_descriptor, 0);
        _isOurs = true;
    }

    /// <summary>Appends whole lines; what went wrong, in words, the first time that something does.</summary>
    /// <param name="lines">The lines with their line feeds.</param>
    /// <param name="areRows">Whether each of them is a row, and a loss if it cannot be written.</param>
    protected string? Write(ReadOnlySpan<byte> lines, bool areRows)
    {
        lock (_lock)
        {
            if (_descriptor < 0)
            {
                LostRows += areRows ? lines.Count((byte)'\n') : 0;
                return null;
            }

            int written = Descriptor.WriteAll(_descriptor, lines, out int error);
            _length += written;
            return written == lines.Length ? null : Fail(lines, written, error, areRows);
        }
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

    private string Fail(ReadOnlySpan<byte> lines, int written, int error, bool areRows)
    {
        HasFailed = true;
        int whole = lines[..written].LastIndexOf((byte)'\n') + 1;
        LostRows += areRows ? lines[whole..].Count((byte)'\n') : 0;
        // A pipe cannot be cut back; its reader gets what it got.
        _ = LibC.FTruncate(_descriptor, _length - written + whole);
        Close();
        string left = _file is null ? "it will not be written"
            : _length - written + whole == 0 ? "nothing is in it"
            : "the rows until then are safe, later ones are not in it";
        return $"{Path}: {Errno.Describe(error)}; {left}";
    }
}
