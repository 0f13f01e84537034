using MemoryTracker.Charts;
using MemoryTracker.Linux;
using MemoryTracker.Markers.Running;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Doctor;

/// <summary>What the program itself needs around it.</summary>
internal static class ProgramChecks
{
    /// <summary>With fewer descriptors no recording begins: standard streams, what is held of a process, the wait, an output with its document.</summary>
    internal const int FewestDescriptors = 40;

    // With room for some more processes, outputs and marker files.
    private const long EnoughDescriptors = 64;

    /// <summary>All of them.</summary>
    /// <param name="root">Where the proc file system is.</param>
    /// <param name="place">Where the folder of running recordings is, or will be.</param>
    public static IEnumerable<Check> Of(ProcRoot root, string place) =>
        [Charts(), MarkFolder(place), OpenFiles(DescriptorLimit.Parse(ProcFile.ReadOnce($"{root.Path}/self/limits")))];

    /// <summary>Only looked at, not made.</summary>
    internal static Check MarkFolder(string place)
    {
        string path = SafeText.Clean(place);
        if (FileKind.In(LibC.CurrentFolder, place) is null)
        {
            string parent = Path.GetDirectoryName(place)!;
            return LibC.Access(parent, LibC.WriteAccess) == 0
                ? New("mark", true, $"{path} will be made by the first recording")
                : New("mark", false, $"{path} cannot be made: {Errno.Describe(Errno.Last)}", "set XDG_RUNTIME_DIR to a folder of yours; only `mark` needs it");
        }

        try
        {
            using RuntimeFolder folder = new(place);
            return New("mark", true, $"{path}, which only this user can reach");
        }
        catch (IOException refusal)
        {
            return New("mark", false, SafeText.Clean(refusal.Message), "until then `mark` reaches no recording; nothing else needs the folder");
        }
    }

    internal static Check OpenFiles(long? limit) => limit switch
    {
        null => New("open files", null, "how many are allowed cannot be told"),
        < EnoughDescriptors => New("open files", false, $"{Readable.Number(limit.Value)} allowed", $"a recording needs {FewestDescriptors}, and more for each further process and file: allow {EnoughDescriptors} (ulimit -n {EnoughDescriptors})"),
        long.MaxValue => New("open files", true, "as many as we like"),
        _ => New("open files", true, $"{Readable.Number(limit.Value)} allowed"),
    };

    private static Check New(string name, bool? fine, string finding, string? help = null) => new(Topics.Program, name, fine, finding, help);

    private static Check Charts() => ChartPictures.Problem is { } problem
        ? New("charts", false, problem, "everything else is recorded and written without it")
        : New("charts", true, "libSkiaSharp is there, the font is built in");
}
