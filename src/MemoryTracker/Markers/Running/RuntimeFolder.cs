using MemoryTracker.Linux;

namespace MemoryTracker.Markers.Running;

/// <summary>
/// The folder for what is only of use while this user's recordings run. It is trusted only if nobody else can have put anything into it: it may
/// lie where everybody may make folders, and somebody may have made it first. What is in it is reached through its descriptor, so that nothing put
/// in its place later is taken for it.
/// </summary>
internal sealed class RuntimeFolder : IDisposable
{
    /// <summary>
    /// The rights of what we put into it. The sticky bit asks whoever cleans up old files there to leave it alone (XDG Base Directory Specification).
    /// </summary>
    public const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.StickyBit;

    private const string Name = "memory_tracker";
    private const UnixFileMode Everything = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">It is not there or not to be trusted; the message names it and says why.</exception>
    public RuntimeFolder(string path)
    {
        _path = path;
        Descriptor = LibC.Open(path, LibC.ReadOnly | LibC.OnlyFolder | LibC.NoLink | LibC.CloseOnExec, 0);
        string? problem = Descriptor < 0 ? WhyClosed(Errno.Last) : WhyNotTrusted();
        if (problem is null)
            return;
        Dispose();
        throw new IOException($"{path} {problem}");
    }

    /// <summary>Where it is for us.</summary>
    public static string Place => PlaceIn(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Path.GetTempPath());

    /// <summary>Where recordings may have it that were started under another environment, by cron for example: ours first.</summary>
    public static IEnumerable<string> Places =>
        new[] { Place, PlaceIn($"/run/user/{LibC.EffectiveUser()}", Path.GetTempPath()), PlaceIn(runtime: null, Path.GetTempPath()) }.Distinct();

    public int Descriptor { get; }

    /// <summary>The names of everything in it.</summary>
    public IEnumerable<string> FileNames =>
        Directory.EnumerateFileSystemEntries($"/proc/self/fd/{Descriptor}").Select(path => Path.GetFileName(path));

    /// <summary>
    /// Where it is: in the folder that the system has for such things, if that is one of ours, else in the temporary folder under a name of this user's.
    /// </summary>
    public static string PlaceIn(string? runtime, string temporary) => runtime is not null && IsOurs(runtime)
        ? Path.Combine(runtime, Name)
        : Path.Combine(Path.GetFullPath(temporary), $"{Name}-{LibC.EffectiveUser()}");

    /// <summary>Opens it, and makes it when it is not there.</summary>
    /// <exception cref="IOException">It cannot be made or is not to be trusted; the message names it and says why.</exception>
    public static RuntimeFolder Make(string path) =>
        LibC.MakeFolder(path, (uint)Everything) == 0 || Errno.Last == Errno.Exists
            ? new RuntimeFolder(path)
            : throw new IOException($"{path} cannot be made: {Errno.Describe(Errno.Last)}");

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string file) => Path.Combine(_path, file);

    public void Dispose()
    {
        if (Descriptor >= 0)
            _ = LibC.Close(Descriptor);
    }

    private static bool IsOurs(string path) =>
        Path.IsPathFullyQualified(path) && FileKind.Of(path) is { IsFolder: true } folder && folder.User == LibC.EffectiveUser();

    private static string WhyClosed(int error) => error == Errno.NotFolder
        ? "is a link or a file and not a folder, so it is not trusted: remove it"
        : $"cannot be opened: {Errno.Describe(error)}";

    private string? WhyNotTrusted()
    {
        FileKind? folder = FileKind.Of(Descriptor);
        if (folder?.User != LibC.EffectiveUser())
            return $"belongs to another user (number {folder?.User}), so it is not trusted: remove it, or set XDG_RUNTIME_DIR to a folder of yours";
        return (folder.Value.Rights & ~Everything) == 0 ? null : "is open to others, so it is not trusted: look what is in it, then chmod 700 it";
    }
}
