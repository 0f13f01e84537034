namespace MemoryTracker.EndToEnd.Harness;

/// <summary>An empty folder for one test, gone with it.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("memory_tracker-test-").FullName;

    /// <summary>What the test's processes have for their runtime folder (XDG_RUNTIME_DIR): its recordings are not seen by other tests.</summary>
    public string RuntimeFolder { get; } = Directory.CreateTempSubdirectory("memory_tracker-run-").FullName;

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
