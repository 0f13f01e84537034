namespace MemoryTracker.Fuzz;

/// <summary>Inputs as files, for parsers that read one as such. In memory, so that no disk is worn; gone with the process, if nobody kills it.</summary>
internal static class FilesInMemory
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The folder of them.</summary>
    public static string Folder => Made.Value;

    /// <summary>Writes a file of that name, over the one before, and returns its path.</summary>
    public static string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(Folder, name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string Make()
    {
        string folder = Directory.CreateDirectory($"/dev/shm/memory_tracker-fuzz-{Environment.ProcessId}").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
