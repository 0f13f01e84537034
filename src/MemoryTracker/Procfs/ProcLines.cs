namespace MemoryTracker.Procfs;

/// <summary>The lines of a file of /proc that are a key, a colon and a value; others, and a last one without its line feed, are passed over.</summary>
internal ref struct ProcLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>What stands before the colon.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>What stands behind it, without the white space around.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes to the next line; false when there is none.</summary>
    public bool MoveNext()
    {
        int end;
        while ((end = _rest.IndexOf((byte)'\n')) >= 0)
        {
            ReadOnlySpan<byte> line = _rest[..end];
            _rest = _rest[(end + 1)..];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
                continue;
            Key = line[..colon];
            Value = line[(colon + 1)..].Trim(" \t"u8);
            return true;
        }

        return false;
    }
}
