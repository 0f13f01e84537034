using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Markers;

/// <summary>The recordings of this user that run now; those of other users are not seen.</summary>
internal sealed class RunningRecordings : IDisposable
{
    private readonly RuntimeFolder? _folder;
    private readonly RunningFile? _running;

    /// <summary>Looks for them.</summary>
    /// <param name="place">The user's runtime folder; where it is not there, no recording runs.</param>
    /// <param name="root">Where their processes are looked up.</param>
    /// <exception cref="IOException">Which there are cannot be told; the message says why.</exception>
    public RunningRecordings(string place, ProcRoot root)
    {
        if (!root.IsMounted)
            throw new IOException($"there is no proc file system at {root.Path}");
        if (FileKind.Of(place) is null)
            return;
        _folder = new RuntimeFolder(place);
        try
        {
            _running = new RunningFile(_folder);
            All = Find(_folder, _running, root);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>All of them, in the order in which they began.</summary>
    public IReadOnlyList<RunningRecording> All { get; } = [];

    /// <summary>
    /// Appends a line to a recording's marker file; why it will not be in that recording, in words that are safe to show, or null when it will.
    /// </summary>
    public string? Append(RunningRecording recording, ReadOnlySpan<byte> line)
    {
        int error = Append(recording.File, line);
        // Asked after writing: as long as the recording runs then, it has yet to read the file for the last time.
        if (error == Errno.NoSuchFile || !_running!.IsTaken(recording.File.Number))
            return $"the recording of {recording} has just ended";
        return error == 0 ? null : SafeText.Clean($"{_folder!.PathOf(recording.File.ToString())}: {Errno.Describe(error)}");
    }

    public void Dispose()
    {
        _running?.Dispose();
        _folder?.Dispose();
    }

    private static IReadOnlyList<RunningRecording> Find(RuntimeFolder folder, RunningFile running, ProcRoot root) =>
        [.. from name in folder.FileNames
            let file = MarkerFileName.Parse(name)
            where file is not null && running.IsTaken(file.Value.Number)
            orderby file.Value.Number
            select new RunningRecording(file.Value.Pid, CommandOf(file.Value.Pid, root), file.Value)];

    private static string CommandOf(int pid, ProcRoot root)
    {
        using ProcFile? file = ProcFile.TryOpen($"{root.Folder(pid)}/comm", out _);
        return file?.TryRead(out ReadOnlySpan<byte> text, out _) == true ? SafeText.Clean(text.TrimEnd((byte)'\n')) : "?";
    }

    private int Append(MarkerFileName file, ReadOnlySpan<byte> line)
    {
        const int Flags = LibC.WriteOnly | LibC.Append | LibC.NonBlocking | LibC.CloseOnExec;
        int descriptor = LibC.OpenIn(_folder!.Descriptor, file.ToString(), Flags | LibC.NoLink, 0);
        if (descriptor < 0)
            return Errno.Last;
        _ = Descriptor.WriteAll(descriptor, line, out int error);
        _ = LibC.Close(descriptor);
        return error;
    }
}
