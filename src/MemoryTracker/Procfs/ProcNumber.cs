using System.Buffers.Text;

namespace MemoryTracker.Procfs;

/// <summary>Numbers as /proc writes them. What is not one from its first byte to its last is unknown: null, never a part of it.</summary>
internal static class ProcNumber
{
    /// <summary>A whole number from 0 up: nothing that is read here has a sign.</summary>
    public static long? Whole(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out int used) && used == text.Length && text[0] >= '0' ? number : null;

    /// <summary>A whole number that may need all 64 bits.</summary>
    public static ulong? Unsigned(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out ulong number, out int used) && used == text.Length ? number : null;

    /// <summary>An amount of memory such as <c>1024 kB</c>, in bytes.</summary>
    public static long? Kibibytes(ReadOnlySpan<byte> text)
    {
        const long Largest = long.MaxValue / 1024;
        return text.EndsWith(" kB"u8) && Whole(text[..^3]) is { } kibibytes and <= Largest ? kibibytes * 1024 : null;
    }
}
