namespace MemoryTracker.Markers;

/// <summary>The marker files of a recording, followed while it goes on. All of it belongs on one thread, which may have to wait for a disk.</summary>
public sealed class MarkerFollower : IDisposable
{
    private readonly MarkerFile[] _files;
    private readonly IReadOnlyList<string> _paths;

    /// <param name="paths">The files, also those that will appear later.</param>
    /// <param name="inbox">The recording's own file, in which <c>memory_tracker mark</c> writes; null when there is none.</param>
    /// <param name="clock">The clock of their numbers; null when these tell by their size.</param>
    /// <param name="log">What takes the markers.</param>
    public MarkerFollower(IReadOnlyList<string> paths, string? inbox, MarkerClock? clock, MarkerLog log)
    {
        _paths = paths;
        IEnumerable<(string Path, string Name, bool IsOurs)> files = paths.Select(path => (path, path, false));
        if (inbox is not null)
            files = files.Append((inbox, "memory_tracker mark", true));
        _files = [.. files.Select(file => new MarkerFile(file.Path, file.Name, clock, file.IsOurs))];
        Log = log;
    }

    /// <summary>What takes the markers.</summary>
    public MarkerLog Log { get; }

    /// <summary>The files that were never there.</summary>
    public IEnumerable<string> NeverThere => _paths.Where((_, index) => !_files[index].WasThere);

    /// <summary>Descriptors of FIFOs on which can be waited for news.</summary>
    internal int[] Pipes => Array.Exists(_files, file => file.Pipe >= 0) ? [.. _files.Select(file => file.Pipe).Where(descriptor => descriptor >= 0)] : [];

    /// <summary>Reads what is new.</summary>
    /// <param name="started">When the recording began, by CLOCK_BOOTTIME, in nanoseconds.</param>
    public void Read(long started)
    {
        MarkerClocks clocks = MarkerClocks.Now(started);
        foreach (MarkerFile file in _files)
            file.Read(Log, clocks);
    }

    /// <summary>Reads the rest when the recording has ended.</summary>
    /// <param name="started">When the recording began, by CLOCK_BOOTTIME, in nanoseconds.</param>
    /// <param name="elapsed">How long it was.</param>
    public void Finish(long started, TimeSpan elapsed)
    {
        MarkerClocks clocks = MarkerClocks.Now(started);
        foreach (MarkerFile file in _files)
            file.Finish(Log, clocks);
        Log.Finish(elapsed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MarkerFile file in _files)
            file.Dispose();
    }
}
