using System.Buffers.Binary;
using System.Text;

namespace MemoryTracker.Targets;

/// <summary>The first bytes of a program's file, which tell what the kernel needs to run it (execve(2), elf(5)). Hostile.</summary>
internal static class ProgramFile
{
    /// <summary>As many bytes as are looked at: the kernel takes 256 of a script; an ELF file's loader is named soon after its headers.</summary>
    public const int HeadLength = 4096;

    private const int LongestFirstLine = 256;
    private const int ElfHeader = 64;
    private const int ProgramHeader = 56;
    private const int NamesLoader = 3;

    /// <summary>Whether it is a binary program, be it for another machine.</summary>
    public static bool IsElf(ReadOnlySpan<byte> head) => head.StartsWith("\x7f\x45LF"u8);

    /// <summary>What a script names behind <c>#!</c>; null when it is none, or names nothing.</summary>
    public static string? Interpreter(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("#!"u8))
            return null;
        ReadOnlySpan<byte> line = head[2..Math.Min(head.Length, LongestFirstLine)];
        int end = line.IndexOf((byte)'\n');
        line = (end < 0 ? line : line[..end]).Trim(" \t"u8);
        int space = line.IndexOfAny(" \t\0"u8);
        line = space < 0 ? line : line[..space];
        return line.IsEmpty ? null : Encoding.UTF8.GetString(line);
    }

    /// <summary>The loader that a 64-bit little-endian ELF file names (PT_INTERP); null when it names none, or not within the head.</summary>
    public static string? Loader(ReadOnlySpan<byte> head)
    {
        if (!IsElf(head) || head.Length < ElfHeader || head[4] != 2 || head[5] != 1)
            return null;
        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(head[56..]);
        for (int i = 0; i < count && table + (ulong)((i + 1) * ProgramHeader) <= (ulong)head.Length; i++)
        {
            ReadOnlySpan<byte> header = head[((int)table + (i * ProgramHeader))..];
            if (BinaryPrimitives.ReadInt32LittleEndian(header) != NamesLoader)
                continue;
            ulong start = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
            ReadOnlySpan<byte> name = start < (ulong)head.Length ? head[(int)start..] : default;
            int end = name.IndexOf((byte)0);
            return end > 0 ? Encoding.UTF8.GetString(name[..end]) : null;
        }

        return null;
    }

    /// <summary>Reads the head of a file; empty when it is no ordinary file or cannot be read.</summary>
    public static byte[] ReadHead(string path)
    {
        // A pipe would wait for a writer.
        if (Linux.FileKind.Of(path) is not { IsRegular: true })
            return [];
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            byte[] head = new byte[HeadLength];
            return head[..RandomAccess.Read(file, head, 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is only looked at to explain what the kernel said, which then stands alone.
            return [];
        }
    }
}
