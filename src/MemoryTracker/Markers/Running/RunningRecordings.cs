using System.Globalization;
using MemoryTracker.Linux;
using MemoryTracker.Procfs;

namespace MemoryTracker.Markers.Running;

/// <summary>The recordings of this user that run now; those of other users are not seen.</summary>
internal sealed class RunningRecordings : IDisposable
{
    private const int MostParents = 10_000;

    private readonly ProcRoot _root;
    private readonly RuntimeFolder? _folder;
    private readonly RunningFile? _running;

    /// <summary>Looks for them.</summary>
    /// <param name="place">The user's runtime folder; where it is not there, no recording runs.</param>
    /// <param name="root">Where their processes are looked up.</param>
    /// <exception cref="IOException">Which there are cannot be told; the message says why.</exception>
    public RunningRecordings(string place, ProcRoot root)
    {
        _root = root;
        if (!root.IsMounted)
            throw new IOException($"there is no proc file system at {root.Path}");
        if (FileKind.Of(place) is null)
            return;
        _folder = new RuntimeFolder(place);
        try
        {
            _running = new RunningFile(_folder);
            All = Find(_folder, _running);
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
    /// Those of a process: that are of it, or else of the nearest command above it that a recorder has launched. That of a launched command is told by the
    /// recorder's number, which was there before the command's.
    /// </summary>
    public IReadOnlyList<RunningRecording> Of(int pid)
    {
        RunningRecording[] meant = [.. All.Where(recording => recording.Pid == pid || recording.File.Pid == pid)];
        // Every parent is older than its child: only in a file system that is none of the kernel's this could go on for ever.
        for (int ups = 0; meant.Length == 0 && ups < MostParents && ParentOf(pid) is { } parent; ups++)
        {
            pid = parent;
            meant = [.. All.Where(recording => recording.File.Pid == pid && IsRecorder(pid))];
        }

        return meant;
    }

    /// <summary>The one whose marker file has that path; null when none has.</summary>
    public RunningRecording? At(string? path) => All.FirstOrDefault(recording => _folder!.PathOf(recording.File.ToString()) == path);

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

    private IReadOnlyList<RunningRecording> Find(RuntimeFolder folder, RunningFile running) =>
        [.. from name in folder.FileNames
            let file = MarkerFileName.Parse(name)
            where file is not null && running.IsTaken(file.Value.Number)
            orderby file.Value.Number
            let pid = RecordedBy(file.Value.Pid)
            select new RunningRecording(pid, CommandOf(pid), file.Value)];

    /// <summary>The command of a recorder that launched one, its first child; of all else the process itself.</summary>
    private int RecordedBy(int pid)
    {
        if (!IsRecorder(pid) || ProcFile.ReadOnce($"{_root.Folder(pid)}/task/{pid.ToString(CultureInfo.InvariantCulture)}/children") is not { } text)
            return pid;
        ChildNumbers children = new(text);
        return children.MoveNext() ? children.Current : pid;
    }

    /// <summary>Whether it runs this very program.</summary>
    private bool IsRecorder(int pid) =>
        FileKind.Of($"{_root.Path}/self/exe") is { } own && own.IsSameFile(FileKind.Of($"{_root.Folder(pid)}/exe"));

    private int? ParentOf(int pid) => _root.StatOf(pid) is { Parent: > 0 and var parent } ? parent : null;

    private string CommandOf(int pid)
    {
        using ProcFile? file = ProcFile.TryOpen($"{_root.Folder(pid)}/comm", out _);
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
