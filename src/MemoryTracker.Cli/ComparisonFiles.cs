using MemoryTracker.Charts;
using MemoryTracker.Comparing;
using MemoryTracker.Limits;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;
using MemoryTracker.Reports;

namespace MemoryTracker.Cli;

/// <summary>The files into which a comparison is written, by their endings.</summary>
internal sealed class ComparisonFiles
{
    private const string Page = ".html";
    private const string Text = ".md";

    private static readonly (string Ending, string Meaning, bool IsPicture, Func<Comparison, CompareSettings, ReadOnlyMemory<byte>> Make)[] Kinds =
    [
        (".png", "chart", true, (comparison, settings) => Draw(PngChart.Draw, comparison, settings)),
        (".svg", "vector chart", true, (comparison, settings) => Draw(SvgChart.Draw, comparison, settings)),
        (".pdf", "vector chart", true, (comparison, settings) => Draw(PdfChart.Draw, comparison, settings)),
        (Page, "page", true, (comparison, settings) => new ComparisonPage(comparison, settings.Chart.Title).Write()),
        (Text, "table to paste", false, (comparison, settings) => ComparisonMarkdown.Write(comparison, settings.Chart.Title)),
        (OutputKind.TestResults.Ending, "assertions", false, (comparison, _) => TestResults(comparison)),
        (".json", "all figures", false, (comparison, _) => ComparisonJson.Write(comparison)),
    ];

    private readonly IReadOnlyList<string> _files;

    private ComparisonFiles(IReadOnlyList<string> files) => _files = files;

    /// <summary>The endings that are known, and what they mean.</summary>
    public static string Endings => string.Join(", ", Kinds.Select(kind => $"{kind.Ending} ({kind.Meaning})"));

    /// <summary>Whether one of them is a picture, for which curves are kept.</summary>
    public bool HasPicture => _files.Any(file => KindOf(file).IsPicture);

    /// <summary>Whether one of them is a chart by itself, which is drawn in the looks that were asked for.</summary>
    public bool HasCharts => _files.Any(file => KindOf(file) is { IsPicture: true, Ending: not Page });

    /// <summary>Whether another one of them has a title.</summary>
    public bool HasTitle => _files.Any(file => KindOf(file).Ending is Page or Text);

    /// <summary>Whether one of them is a page, which has room for so many curves only.</summary>
    public bool HasPage => _files.Any(file => KindOf(file).Ending == Page);

    /// <summary>Those that were asked for.</summary>
    /// <param name="files">Their names.</param>
    /// <param name="read">The recordings, which stay as they are.</param>
    /// <exception cref="UserException">One of them is of no known kind, or stands for two things.</exception>
    public static ComparisonFiles From(IReadOnlyList<string> files, IEnumerable<string> read)
    {
        foreach (string file in files)
            _ = KindOf(file);
        OutputPlan.RefuseDoubles(files);
        OutputPlan.Spare(files, read.SelectMany(file => (string[])[file, DocumentFile.Beside(file)]));
        return new ComparisonFiles(files);
    }

    /// <summary>Keeps further files that are read from being overwritten.</summary>
    /// <exception cref="UserException">One of the files is to be written.</exception>
    public void Spare(IEnumerable<string> read) => OutputPlan.Spare(_files, read);

    /// <inheritdoc cref="OutputPlan.RefuseTestResultsWithout(IReadOnlyList{Assertion})"/>
    public void RefuseTestResultsWithout(IReadOnlyList<Assertion> assertions) =>
        OutputPlan.RefuseTestResultsWithout(assertions, _files.Where(file => KindOf(file).Ending == OutputKind.TestResults.Ending));

    /// <summary>Finds out before anything is read whether every file can be written.</summary>
    /// <exception cref="UserException">One of them cannot be.</exception>
    public void Check()
    {
        foreach (string file in _files)
            OutputPlan.CheckFile(file);
    }

    /// <summary>Writes all of them. One that cannot be written is told and does not keep the others from being written.</summary>
    public void Write(Comparison comparison, CompareSettings settings, Action<string> report)
    {
        foreach (string file in _files)
        {
            try
            {
                if (WrittenFile.TryWrite(file, KindOf(file).Make(comparison, settings).Span) is { } problem)
                    report(problem);
            }
            catch (ChartException error)
            {
                report(error.Message);
            }
        }
    }

    private static (string Ending, string Meaning, bool IsPicture, Func<Comparison, CompareSettings, ReadOnlyMemory<byte>> Make) KindOf(string file)
    {
        // The longest ending counts that is known anywhere: of a trace there is no comparison, though its name ends as a document's.
        string? ending = OutputKind.Of(file)?.Ending;
        int index = Array.FindIndex(Kinds, kind => kind.Ending == ending);
        if (index >= 0)
            return Kinds[index];
        string[] known = [.. Kinds.Select(kind => kind.Ending)];
        throw ending is null
            ? OutputKind.Unknown(file, known)
            : UserException.Usage($"--output: a comparison is not written as {ending}, which '{SafeText.Clean(file)}' ends with: the ending must be one of {string.Join(", ", known)}");
    }

    private static byte[] TestResults(Comparison comparison) =>
        JUnitReport.Write([.. comparison.Recordings.Select(recording => new JUnitReport(recording.Name, recording.Document, recording.Summary.Duration, recording.Assertions))]);

    private static ReadOnlyMemory<byte> Draw(Func<ChartContent, ChartOptions, IReadOnlyList<ChartPicture>> draw, Comparison comparison, CompareSettings settings) =>
        draw(ComparisonChart.Content(comparison), settings.Chart)[0].Bytes;
}
