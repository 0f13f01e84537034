using MemoryTracker.Linux;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Cli;

/// <summary>Which files are to be written, by their endings.</summary>
internal sealed record OutputPlan
{
    private const string DefaultChart = "memory_usage.png";
    private const string CsvEnding = ".csv";

    public IReadOnlyList<string> Charts { get; private init; } = [];

    /// <summary>The pictures of the charts: those themselves, or the parts of each.</summary>
    public IReadOnlyList<string> ChartFiles { get; private init; } = [];

    public IReadOnlyList<string> CsvFiles { get; private init; } = [];

    /// <summary>JSON documents, those beside CSV files included.</summary>
    public IReadOnlyList<string> Documents { get; private init; } = [];

    /// <summary>Sorts the files that were asked for; the chart has a default name that holds when no output is named.</summary>
    /// <param name="outputs">The files, the ending of each says what it is.</param>
    /// <param name="csv">A CSV file whatever its ending; null for none.</param>
    /// <param name="chartParts">The names of the pictures that a chart consists of; an empty one is the chart itself.</param>
    /// <exception cref="UserException">An ending is unknown, or two outputs have one name.</exception>
    public static OutputPlan From(IReadOnlyList<string> outputs, string? csv, params IReadOnlyList<string> chartParts)
    {
        outputs = outputs.Count == 0 ? [DefaultChart] : outputs;
        List<string> csvFiles = [.. WithEnding(outputs, CsvEnding), .. csv is null ? Array.Empty<string>() : [csv]];
        string[] charts = WithEnding(outputs, ".png");
        OutputPlan plan = new()
        {
            Charts = charts,
            ChartFiles = [.. charts.SelectMany(chart => chartParts.Select(part => ChartPart(chart, part)))],
            CsvFiles = csvFiles,
            Documents = [.. WithEnding(outputs, ".json"), .. csvFiles.Where(IsOrdinary).Select(DocumentFile.Beside)],
        };
        RefuseUnknown(outputs);
        RefuseNameless(csvFiles);
        RefuseDoubles([.. plan.ChartFiles, .. plan.CsvFiles, .. plan.Documents]);
        return plan;
    }

    /// <summary>The file of a part of a chart: <c>x.memory.png</c> for the memory of <c>x.png</c>.</summary>
    public static string ChartPart(string chart, string part) => part.Length == 0 ? chart : Path.ChangeExtension(chart, $".{part}.png");

    /// <summary>Finds out before anything starts whether every file can be written.</summary>
    /// <exception cref="UserException">One of them cannot be.</exception>
    public void Check()
    {
        foreach (string file in ChartFiles.Concat(CsvFiles).Concat(Documents))
            CheckFile(file);
    }

    /// <summary>Keeps a file that is read from being overwritten.</summary>
    /// <exception cref="UserException">One of the files is to be written.</exception>
    public void Spare(IEnumerable<string> read)
    {
        HashSet<string> written = [.. ChartFiles.Concat(CsvFiles).Concat(Documents).Select(AtomicFile.Target)];
        if (read.FirstOrDefault(file => written.Contains(AtomicFile.Target(file))) is { } both)
            throw UserException.Usage($"'{SafeText.Clean(both)}' is read as markers and would be overwritten: give the output another name");
    }

    private static string[] WithEnding(IEnumerable<string> files, string ending) =>
        [.. files.Where(file => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))];

    /// <summary>A pipe or a device has no place beside it where somebody would look for a document.</summary>
    private static bool IsOrdinary(string file) => !FileKind.IsSpecial(file);

    private static void RefuseUnknown(IReadOnlyList<string> outputs)
    {
        string[] known = [".png", CsvEnding, ".json"];
        foreach (string file in outputs)
        {
            RefuseFolder(file);
            if (!Array.Exists(known, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                throw UserException.Usage($"--output: the ending of '{SafeText.Clean(file)}' says what is written and must be one of {string.Join(", ", known)}");
        }
    }

    private static void RefuseNameless(IEnumerable<string> csvFiles)
    {
        if (csvFiles.Contains(""))
            throw UserException.Usage("--csv-output: '' names no file");
    }

    internal static void RefuseDoubles(IReadOnlyList<string> files)
    {
        foreach (IGrouping<string, string> same in files.GroupBy(AtomicFile.Target).Where(same => same.Count() > 1))
            throw UserException.Usage($"two outputs would be written into one file, '{SafeText.Clean(same.First())}': give them different names");
    }

    private static void RefuseFolder(string file)
    {
        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file))
            throw UserException.Failure($"'{SafeText.Clean(file)}' is a folder: name a file in it");
    }

    internal static void CheckFile(string file)
    {
        string shown = SafeText.Clean(file);
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        RefuseFolder(file);
        if (!Directory.Exists(folder))
            throw UserException.Failure($"'{shown}' cannot be written, there is no folder '{SafeText.Clean(folder)}': make it first");
        if (IsOrdinary(file) && FileKind.Of(file) is { } kind && (kind.IsSameFile(FileKind.Of(1)) || kind.IsSameFile(FileKind.Of(2))))
            throw UserException.Failure($"'{shown}' is where standard output or error goes: choose another file");
        if (File.Exists(file) && LibC.Access(file, LibC.WriteAccess) != 0)
            throw UserException.Failure($"'{shown}' cannot be written ({Errno.Describe(Errno.Last)}): choose another file");
        if (IsOrdinary(file) && AtomicFile.WhyNot(file) is { } reason)
            throw UserException.Failure($"'{shown}' cannot be written ({SafeText.Clean(reason)}): choose another place");
    }
}
