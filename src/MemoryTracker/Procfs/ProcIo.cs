namespace MemoryTracker.Procfs;

/// <summary>
/// What is used of /proc/PID/io (proc_pid_io(5), fs/proc/base.c): bytes since the process started, all threads, ended ones included. Null where a
/// line is missing.
/// </summary>
internal readonly record struct ProcIo
{
    /// <summary>read_bytes: fetched from storage.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>write_bytes: to be written to storage, counted when a page becomes dirty.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>rchar: asked of read(2) and its like and given, whether from the page cache, a pipe or storage.</summary>
    public long? ReadChars { get; init; }

    /// <summary>wchar: given to write(2) and its like.</summary>
    public long? WrittenChars { get; init; }

    /// <summary>Reads the file.</summary>
    public static ProcIo Parse(ReadOnlySpan<byte> text)
    {
        ProcIo io = default;
        ProcLines lines = new(text);
        while (lines.MoveNext())
            io = io.With(lines.Key, Number(lines.Value));
        return io;
    }

    public static ProcIo operator +(in ProcIo left, in ProcIo right) => new()
    {
        ReadBytes = left.ReadBytes + right.ReadBytes,
        WriteBytes = left.WriteBytes + right.WriteBytes,
        ReadChars = left.ReadChars + right.ReadChars,
        WrittenChars = left.WrittenChars + right.WrittenChars,
    };

    public static ProcIo operator -(in ProcIo left, in ProcIo right) => new()
    {
        ReadBytes = left.ReadBytes - right.ReadBytes,
        WriteBytes = left.WriteBytes - right.WriteBytes,
        ReadChars = left.ReadChars - right.ReadChars,
        WrittenChars = left.WrittenChars - right.WrittenChars,
    };

    /// <summary>These, and where they are unknown those.</summary>
    public ProcIo Or(in ProcIo those) => new()
    {
        ReadBytes = ReadBytes ?? those.ReadBytes,
        WriteBytes = WriteBytes ?? those.WriteBytes,
        ReadChars = ReadChars ?? those.ReadChars,
        WrittenChars = WrittenChars ?? those.WrittenChars,
    };

    private ProcIo With(ReadOnlySpan<byte> key, long? number) => key switch
    {
        _ when key.SequenceEqual("rchar"u8) => this with { ReadChars = number },
        _ when key.SequenceEqual("wchar"u8) => this with { WrittenChars = number },
        _ when key.SequenceEqual("read_bytes"u8) => this with { ReadBytes = number },
        _ when key.SequenceEqual("write_bytes"u8) => this with { WriteBytes = number },
        _ => this,
    };

    /// <summary>The kernel counts in 64 bits without a sign; what does not fit into ours is unknown.</summary>
    private static long? Number(ReadOnlySpan<byte> text) => ProcNumber.Unsigned(text) is { } number and <= long.MaxValue ? (long)number : null;
}
