namespace MemoryTracker.EndToEnd.Harness;

/// <summary>A folder on storage: where programs are built, for the one of temporary files is often in memory.</summary>
internal sealed class StorageFolder : IDisposable
{
    public StorageFolder()
    {
        Directory.CreateDirectory(Path);
        string format = new DriveInfo(Path).DriveFormat;
        Need.That(format is not ("tmpfs" or "ramfs"), $"reading and writing storage needs a disk, and {Path} is in memory ({format})");
    }

    public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, $"storage-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
