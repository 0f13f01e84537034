using MemoryTracker.Linux;
using MemoryTracker.Metrics;
using Microsoft.Win32.SafeHandles;

namespace MemoryTracker.Recordings;

/// <summary>A CSV file being recorded into: the rows as they come, below a header.</summary>
internal sealed class CsvFile : RowFile
{
    private const int Flags = LibC.ReadWrite | LibC.CloseOnExec;

    /// <inheritdoc cref="RowFile(string)"/>
    public CsvFile(string path)
        : base(path)
    {
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

    private CsvFile(int descriptor, string description)
        : base(descriptor, description)
    {
    }

    /// <summary>One without a name, for rows that are read again at the end: however the recording ends, nothing of it is left behind.</summary>
    /// <param name="folder">Where its bytes take room.</param>
    /// <param name="description">What messages call it.</param>
    /// <exception cref="IOException">None can be made there; the message says why.</exception>
    public static CsvFile Nameless(string folder, string description)
    {
        uint rights = Convert.ToUInt32("600", 8);
        int descriptor = LibC.Open(folder, Flags | LibC.Nameless, rights);
        // Not every file system knows files without a name (NFS does not, nor did overlays before Linux 6.1).
        if (descriptor < 0)
        {
            string name = FileBeside.NewName(folder);
            descriptor = LibC.Open(name, Flags | LibC.Create | LibC.Exclusive, rights);
            if (descriptor < 0)
                throw new IOException($"{description}: {Errno.Describe(Errno.Last)}", Errno.Last);
            _ = LibC.RemoveIn(LibC.CurrentFolder, name, 0);
        }

        return new CsvFile(descriptor, description);
    }

    /// <summary>Reads what has been written, from the beginning; nothing may be appended from then on. Null when a failed write has closed the file.</summary>
    public Stream? ReadAgain()
    {
        if (Number < 0)
            return null;
#pragma warning disable CA2000 // The descriptor is this file's, which closes it.
        return new FileStream(new SafeFileHandle(Number, ownsHandle: false), FileAccess.Read, bufferSize: 0) { Position = 0 };
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public override string? TryBegin(MetricSet metrics)
    {
        Empty();
        string? problem = Write(CsvRow.Header(metrics), areRows: false);
        if (problem is not null)
            Remove();
        return problem;
    }

    /// <inheritdoc/>
    public override string? Append(ReadOnlySpan<byte> rows) => Write(rows, areRows: true);
}
