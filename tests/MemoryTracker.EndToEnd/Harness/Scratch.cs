namespace MemoryTracker.EndToEnd.Harness;

/// <summary>An empty folder for one test, gone with it.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
        : this(Directory.CreateTempSubdirectory("memory_tracker-test-").FullName)
    {
    }

    private Scratch(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>What the test's processes have for their runtime folder (XDG_RUNTIME_DIR): its recordings are not seen by other tests.</summary>
    public string RuntimeFolder { get; } = Directory.CreateTempSubdirectory("memory_tracker-run-").FullName;

    /// <summary>One in memory, where there is such a place: no disk keeps anybody waiting in it.</summary>
    public static Scratch InMemory()
    {
        const string Memory = "/dev/shm";
        return Directory.Exists(Memory) ? new(Directory.CreateDirectory(Path.Combine(Memory, $"memory_tracker-test-{Guid.NewGuid():N}")).FullName) : new();
    }

    public string File(string name) => Path.Combine(Folder, name);

    public string Text(string name) => System.IO.File.ReadAllText(File(name));

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    public void Write(string name, byte[] content) => System.IO.File.WriteAllBytes(File(name), content);

    public byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));

    public string SubFolder(string name) => Directory.CreateDirectory(File(name)).FullName;

    public string[] Names() => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(RuntimeFolder, recursive: true);
    }
}
