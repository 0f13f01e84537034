using System.Buffers.Text;

namespace MemoryTracker.Procfs;

/// <summary>The path of a thread's file from the folder of its process, made without allocation.</summary>
internal static class TaskPath
{
    /// <summary>Enough for every such path.</summary>
    public const int MaxLength = 64;

    /// <summary>Writes <c>task/TID/FILE</c> and returns it.</summary>
    public static ReadOnlySpan<byte> Write(Span<byte> buffer, int task, ReadOnlySpan<byte> file)
    {
        "task/"u8.CopyTo(buffer);
        bool fits = Utf8Formatter.TryFormat(task, buffer["task/"u8.Length..], out int digits);
        System.Diagnostics.Debug.Assert(fits, "there is room for every number");
        int length = "task/"u8.Length + digits;
        buffer[length++] = (byte)'/';
        file.CopyTo(buffer[length..]);
        return buffer[..(length + file.Length)];
    }
}
