using System.Buffers.Text;

namespace MemoryTracker.Load.Accounts;

/// <summary>Files of /proc, read to their end into memory that is there from the begin: reading them must not change what they tell.</summary>
internal static class ProcText
{
    private static readonly byte[] Buffer = GC.AllocateArray<byte>(4 << 20, pinned: true);

    /// <summary>The file, until the next is read.</summary>
    public static ReadOnlySpan<byte> Read(string path)
    {
        using CountedFile file = new(path, FileMode.Open, FileAccess.Read);
        int length = 0;
        while (file.Read(Buffer.AsSpan(length), length) is var part and > 0)
            length += part;
        return Buffer.AsSpan(0, length);
    }

    /// <summary>The number behind a name; 0 where the name is not there.</summary>
    public static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        int at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart(" \t"u8), out long number, out _) ? number : 0;
    }
}
