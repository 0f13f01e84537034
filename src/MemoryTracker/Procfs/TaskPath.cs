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
        ReadOnlySpan<byte> rest = ProcessPath.Write(buffer["task/"u8.Length..], task, file);
        return buffer[..("task/"u8.Length + rest.Length)];
    }
}
