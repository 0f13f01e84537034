using MemoryTracker.Linux;

namespace MemoryTracker.Recordings;

/// <summary>
/// A CSV file being recorded into. Only whole rows are ever left in it: after a failed write it is cut back to its last whole row, closed, and
/// the rows that it could not take are counted.
/// </summary>
internal sealed unsafe class CsvFile : IDisposable
{
    private readonly Lock _lock = new();
    private int _descriptor;
    private long _length;

    /// <summary>Creates the file, or empties an old one, and writes the header.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it and says why.</exception>
    public CsvFile(string path)
    {
        Path = path;
        _descriptor = LibC.Open(path, LibC.WriteOnly | LibC.Create | LibC.Truncate | LibC.CloseOnExec | LibC.NoControllingTerminal, Convert.ToUInt32("644", 8));
        if (_descriptor < 0)
            throw new IOException($"{path}: {Errno.Describe(Errno.Last)}", Errno.Last);
        if (Append(CsvRow.Header) is { } problem)
            throw new IOException(problem);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many rows it could not take.</summary>
    public long LostRows { get; private set; }

    /// <summary>Whether a write failed or the file vanished.</summary>
    public bool HasFailed { get; private set; }

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

            int written = WriteAll(rows, out int error);
            _length += written;
            return written == rows.Length ? null : Fail(rows, written, error);
        }
    }

    /// <summary>Whether the file is still where it was made: rows would otherwise go where nobody finds them. Says so the first time.</summary>
    public string? CheckPresence()
    {
        if (HasFailed || System.IO.Path.Exists(Path))
            return null;
        HasFailed = true;
        return $"{Path} was removed while it was written: what is recorded goes on but will not be found there";
    }

    /// <summary>Closes the file between two rows, whatever another thread is doing to it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_descriptor >= 0)
                _ = LibC.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private int WriteAll(ReadOnlySpan<byte> rows, out int error)
    {
        int written = 0;
        error = 0;
        fixed (byte* start = rows)
        {
            while (written < rows.Length)
            {
                nint count = LibC.Write(_descriptor, start + written, rows.Length - written);
                if (count < 0 && Errno.Last != Errno.Interrupted)
                {
                    error = Errno.Last;
                    break;
                }

                written += (int)Math.Max(count, 0);
            }
        }

        return written;
    }

    private string Fail(ReadOnlySpan<byte> rows, int written, int error)
    {
        HasFailed = true;
        int whole = rows[..written].LastIndexOf((byte)'\n') + 1;
        LostRows += rows[whole..].Count((byte)'\n');
        // A pipe cannot be cut back; its reader gets what it got.
        _ = LibC.FTruncate(_descriptor, _length - written + whole);
        _ = LibC.Close(_descriptor);
        _descriptor = -1;
        return $"{Path}: {Errno.Describe(error)}; the rows until then are safe, later ones are not in it";
    }
}
