using MemoryTracker.Linux;

namespace MemoryTracker.Markers.Running;

/// <summary>
/// A recording's own marker file, into which <c>memory_tracker mark</c>, and whoever is told its path, appends lines. It is there as long as the
/// recording; what a killed one leaves behind stays if it holds markers, which may be all that is left of them.
/// </summary>
internal sealed class MarkerInbox : IDisposable
{
    /// <summary>The environment variable that tells a launched command the path of its recording's file.</summary>
    public const string Variable = "MEMORY_TRACKER_MARKERS";

    private readonly RuntimeFolder _folder;
    private readonly RunningFile _running;
    private readonly string _name;
    private readonly FileKind? _file;

    private MarkerInbox(int pid, string place)
    {
        _folder = RuntimeFolder.Make(place);
        try
        {
            _running = new RunningFile(_folder);
            RemoveLeftBehind();
            // The number is taken before the file is there: nobody ever meets a file of a running recording that seems left behind.
            _name = new MarkerFileName(pid, _running.TakeNumber(from: Clock.Realtime)).ToString();
            _file = MakeFile();
        }
        catch
        {
            _running?.Dispose();
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Where it is.</summary>
    public string Path => _folder.PathOf(_name);

    /// <summary>Makes the file of a recording that begins, and removes empty ones that others left behind; null when it cannot be made.</summary>
    /// <param name="pid">The recorded process.</param>
    /// <param name="place">The user's runtime folder, which is made when it is not there.</param>
    /// <param name="problem">Why it cannot be made, in words that are safe to show; null when it is.</param>
    public static MarkerInbox? TryMake(int pid, string place, out string? problem)
    {
        try
        {
            problem = null;
            return new MarkerInbox(pid, place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = SafeText.Clean(error.Message);
            return null;
        }
    }

    /// <summary>
    /// Says that the recording is over. What <c>memory_tracker mark</c> has taken for put in is in the file from now on, and can be read until it is removed;
    /// whatever comes later it tells its user to be too late.
    /// </summary>
    public void Close() => _running.Dispose();

    /// <summary>Closes and removes the file, unless it is no longer ours.</summary>
    public void Dispose()
    {
        Close();
        if (_file is { } file && file.IsSameFile(FileKind.In(_folder.Descriptor, _name)))
            _ = LibC.RemoveIn(_folder.Descriptor, _name, 0);
        _folder.Dispose();
    }

    private FileKind? MakeFile()
    {
        const int Flags = LibC.WriteOnly | LibC.Create | LibC.Exclusive | LibC.CloseOnExec;
        int descriptor = LibC.OpenIn(_folder.Descriptor, _name, Flags, (uint)RuntimeFolder.FileRights);
        if (descriptor < 0)
            throw new IOException($"{Path}: {Errno.Describe(Errno.Last)}");
        FileKind? file = FileKind.Of(descriptor);
        _ = LibC.Close(descriptor);
        return file;
    }

    private void RemoveLeftBehind()
    {
        foreach (string name in _folder.FileNames)
        {
            if (MarkerFileName.Parse(name) is { } old && !_running.IsTaken(old.Number) && FileKind.In(_folder.Descriptor, name) is { IsEmpty: true })
                _ = LibC.RemoveIn(_folder.Descriptor, name, 0);
        }
    }
}
