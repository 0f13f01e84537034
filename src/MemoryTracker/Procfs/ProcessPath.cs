using System.Buffers.Text;

namespace MemoryTracker.Procfs;

/// <summary>The path of a process's file from the folder of all processes, made without allocation; of a thread's from that of all threads of its process it is the same.</summary>
internal static class ProcessPath
{
    /// <summary>Enough for every such path, that of a thread's file among them.</summary>
    public const int MaxLength = 96;

    /// <summary>Writes <c>PID/FILE</c> and returns it.</summary>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, int pid, ReadOnlySpan<byte> file)
    {
        bool fits = Utf8Formatter.TryFormat(pid, buffer, out int length);
        System.Diagnostics.Debug.Assert(fits, "there is room for every number");
        buffer[length++] = (byte)'/';
        file.CopyTo(buffer[length..]);
        return buffer[..(length + file.Length)];
    }
}
