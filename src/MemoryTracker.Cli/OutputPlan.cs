using MemoryTracker.Limits;
using MemoryTracker.Linux;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Cli;

/// <summary>Which files are to be written, by their endings.</summary>
internal sealed record OutputPlan
{
    private const string DefaultChart = "memory_usage.png";

    /// <summary>The outputs, documents beside CSV files included.</summary>
    public IReadOnlyList<PlannedOutput> Outputs { get; private init; } = [];

    /// <summary>Every file that is to be written: the outputs, but of a chart in parts the pictures that it consists of. Not known before <see cref="InParts"/>.</summary>
    public IReadOnlyList<string> Files => [.. Outputs.SelectMany(FilesOf)];

    /// <summary>The pictures that the charts consist of. Not known before <see cref="InParts"/>.</summary>
    public IReadOnlyList<string> Pictures => [.. Outputs.Where(output => output.Kind.Draw is not null).SelectMany(FilesOf)];

    private IReadOnlyList<string>? ChartParts { get; init; }

    /// <summary>Whether something is drawn.</summary>
    public bool HasCharts => Outputs.Any(output => output.Kind.Draw is not null);

    /// <summary>Whether there is a page, which has charts of its own.</summary>
    public bool HasPages => Of(OutputKind.Html).Any();

    /// <summary>Whether rows are written as they come.</summary>
    public bool HasRows => Outputs.Any(output => output.Kind.Rows is not null);

    /// <summary>Sorts the files that were asked for; the chart has a default name that holds when no output is named.</summary>
    /// <param name="outputs">The files, the ending of each says what it is.</param>
    /// <param name="csv">A CSV file whatever its ending; null for none.</param>
    /// <exception cref="UserException">An ending is unknown, or two outputs other than charts have one name.</exception>
    public static OutputPlan From(IReadOnlyList<string> outputs, string? csv)
    {
        List<PlannedOutput> planned = [.. (outputs.Count == 0 ? [DefaultChart] : outputs).Select(Planned)];
        if (csv is not null)
            planned.Add(new(csv, OutputKind.Csv));
        RefuseNameless(planned);
        planned.AddRange([.. planned.Where(output => output.Kind == OutputKind.Csv && IsOrdinary(output.Path)).Select(output => new PlannedOutput(DocumentFile.Beside(output.Path), OutputKind.Document))]);
        RefuseDoubles([.. planned.Where(output => output.Kind.Draw is null).Select(output => output.Path)]);
        return new OutputPlan { Outputs = planned };
    }

    /// <summary>The same, when it is known of which pictures a chart consists.</summary>
    /// <param name="chartParts">Their names; an empty one is the chart itself.</param>
    /// <exception cref="UserException">Two outputs have one name.</exception>
    public OutputPlan InParts(params IReadOnlyList<string> chartParts)
    {
        OutputPlan plan = this with { ChartParts = chartParts };
        RefuseDoubles(plan.Files);
        return plan;
    }

    /// <summary>The files of a kind.</summary>
    public IEnumerable<string> Of(OutputKind kind) => Outputs.Where(output => output.Kind == kind).Select(output => output.Path);

    /// <summary>The file of a part of a chart: <c>x.memory.png</c> for the memory of <c>x.png</c>.</summary>
    public static string ChartPart(PlannedOutput chart, string part) => part.Length == 0 ? chart.Path : Path.ChangeExtension(chart.Path, $".{part}{chart.Kind.Ending}");

    /// <summary>Finds out before anything starts whether every file can be written.</summary>
    /// <exception cref="UserException">One of them cannot be.</exception>
    public void Check()
    {
        foreach (string file in Files)
            CheckFile(file);
    }

    /// <summary>Keeps files that are read from being overwritten, under whatever name.</summary>
    /// <exception cref="UserException">One of the files is to be written.</exception>
    public void Spare(IEnumerable<string> read) => Spare(Files, read);

    /// <summary>Refuses files of test results in which there would be no case.</summary>
    /// <exception cref="UserException">There is one, and no assertion.</exception>
    public void RefuseTestResultsWithout(IReadOnlyList<Assertion> assertions) => RefuseTestResultsWithout(assertions, Of(OutputKind.TestResults));

    /// <inheritdoc cref="RefuseTestResultsWithout(IReadOnlyList{Assertion})"/>
    internal static void RefuseTestResultsWithout(IReadOnlyList<Assertion> assertions, IEnumerable<string> results)
    {
        if (assertions.Count == 0 && results.FirstOrDefault() is { } file)
            throw UserException.Usage($"--output: '{SafeText.Clean(file)}' has a case for each assertion, and there is none: add --assert, such as --assert 'peak_rss < 500MiB'");
    }

    /// <inheritdoc cref="Spare(IEnumerable{string})"/>
    internal static void Spare(IReadOnlyList<string> written, IEnumerable<string> read)
    {
        if (read.FirstOrDefault(file => written.Any(other => IsSame(file, other))) is { } both)
            throw UserException.Usage($"'{SafeText.Clean(both)}' is read and would be overwritten: give the output another name");
    }

    private IEnumerable<string> FilesOf(PlannedOutput output) => output.Kind.Draw is null ? [output.Path]
        : (ChartParts ?? throw new InvalidOperationException("of which pictures a chart consists is not known yet")).Select(part => ChartPart(output, part));

    /// <summary>Also one that is not there yet, and one that has two names.</summary>
    private static bool IsSame(string read, string written)
    {
        bool isInput = read == RecordedText.StandardInput;
        FileKind? kind = isInput ? FileKind.Of(0) : FileKind.Of(read);
        return (!isInput && AtomicFile.Target(read) == AtomicFile.Target(written)) || (kind is { IsRegular: true } file && file.IsSameFile(FileKind.Of(written)));
    }

    private static PlannedOutput Planned(string file)
    {
        RefuseFolder(file);
        return OutputKind.Of(file) is { } kind
            ? new(file, kind)
            : throw OutputKind.Unknown(file, OutputKind.All.Select(one => one.Ending));
    }

    /// <summary>A pipe or a device has no place beside it where somebody would look for a document.</summary>
    private static bool IsOrdinary(string file) => !FileKind.IsSpecial(file);

    private static void RefuseNameless(IEnumerable<PlannedOutput> outputs)
    {
        if (outputs.Any(output => output.Path.Length == 0))
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
