using System.Buffers.Text;

namespace MemoryTracker.Load.Accounts;

/// <summary>A line of /proc/self/maps: a stretch of this process's address space.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address behind its last.</param>
/// <param name="IsData">Whether it is private and writable, and not the stack of the first thread, which grows by itself.</param>
/// <param name="IsSharedMemory">Whether its file exists in memory only: its pages are shared memory.</param>
/// <param name="CountsAsResident">Whether pages of it can be in RSS: not those that nobody may touch, the kernel's own time pages and huge pages.</param>
internal readonly record struct Mapping(long Start, long End, bool IsData, bool IsSharedMemory, bool CountsAsResident)
{
    private const int MostOfThem = 4096;

    private static readonly List<Mapping> Found = new(MostOfThem);

    public long Length => End - Start;

    /// <summary>All of them, until the next time, but the page at the end of the address space that belongs to no process.</summary>
    public static IReadOnlyList<Mapping> All()
    {
        Found.Clear();
        ReadOnlySpan<byte> text = ProcText.Read("/proc/self/maps");
        foreach (Range line in text.Split((byte)'\n'))
        {
            if (!text[line].IsEmpty && !text[line].EndsWith("[vsyscall]"u8))
                Found.Add(Parse(text[line]));
        }

        return Found;
    }

    /// <remarks>The line reads <c>7f1c2a000000-7f1c2a021000 rw-p 00000000 00:00 0    [stack]</c>.</remarks>
    public static Mapping Parse(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out long start, out int length, 'x') || !Utf8Parser.TryParse(line[(length + 1)..], out long end, out int endLength, 'x'))
            throw new FormatException("not a line of /proc/self/maps");
        ReadOnlySpan<byte> permissions = line[(length + endLength + 2)..];
        bool isSharedMemory = line.IndexOf("/memfd:"u8) >= 0 || line.IndexOf("/dev/shm/"u8) >= 0 || line.IndexOf("/dev/zero"u8) >= 0 || line.IndexOf("/SYSV"u8) >= 0;
        bool counts = !permissions.StartsWith("---"u8) && line.IndexOf("[vvar"u8) < 0 && line.IndexOf("hugepage"u8) < 0;
        return new(start, end, permissions[1] == 'w' && permissions[3] == 'p' && !line.EndsWith("[stack]"u8), isSharedMemory, counts);
    }
}
