namespace MemoryTracker.Linux;

/// <summary>The attributes in a netlink message or in another attribute (struct nlattr of include/uapi/linux/netlink.h). What claims to be longer than there is ends them.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> bytes)
{
    /// <summary>The bytes before an attribute's value.</summary>
    public const int HeaderSize = 4;

    // The two highest bits say how the value is written.
    private const ushort TypeMask = 0x3fff;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Which attribute it is.</summary>
    public ushort Type { get; private set; }

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The attribute of that type; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes, ushort type)
    {
        NetlinkAttributes attributes = new(bytes);
        while (attributes.MoveNext())
        {
            if (attributes.Type == type)
                return attributes.Value;
        }

        return default;
    }

    /// <summary>Goes to the next attribute; false when there is none.</summary>
    public bool MoveNext()
    {
        int length = _rest.Length < HeaderSize ? 0 : BitConverter.ToUInt16(_rest);
        if (length < HeaderSize || length > _rest.Length)
        {
            _rest = default;
            return false;
        }

        Type = (ushort)(BitConverter.ToUInt16(_rest[2..]) & TypeMask);
        Value = _rest[HeaderSize..length];
        _rest = _rest[Math.Min((length + 3) & ~3, _rest.Length)..];
        return true;
    }
}
