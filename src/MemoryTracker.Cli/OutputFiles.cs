using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>The files of a recording. One that cannot be written is told and does not keep the others from being written.</summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly OutputPlan _plan;
    private readonly MetricSet _metrics;
    private readonly Action<string> _report;
    private readonly HashSet<string> _failedDocuments = [];
    private readonly List<CsvFile> _csv = [];

    /// <summary>Opens the CSV files, which stay as they are until <see cref="Begin"/>.</summary>
    /// <param name="plan">Which files there are.</param>
    /// <param name="metrics">Which columns of figures they have.</param>
    /// <param name="report">Takes, in words, what could not be written.</param>
    /// <exception cref="UserException">One of them cannot be written.</exception>
    public OutputFiles(OutputPlan plan, MetricSet metrics, Action<string> report)
    {
        _plan = plan;
        _metrics = metrics;
        _report = report;
        try
        {
            foreach (string path in plan.CsvFiles)
                _csv.Add(new CsvFile(path));
        }
        catch (IOException error)
        {
            Dispose();
            throw UserException.Failure(SafeText.Clean(error.Message));
        }
    }

    /// <summary>The CSV files.</summary>
    public IReadOnlyList<CsvFile> Csv => _csv;

    /// <summary>How many rows the file that lost most of them could not take.</summary>
    public long LostRows => _csv.Select(file => file.LostRows).DefaultIfEmpty(0).Max();

    /// <summary>Begins the CSV files; why one of them cannot be written, in words, else null. The others are begun all the same.</summary>
    public string? Begin()
    {
        string? problem = null;
        foreach (CsvFile file in _csv)
            problem = file.TryBegin(_metrics) ?? problem;
        return problem is null ? null : SafeText.Clean(problem);
    }

    /// <summary>Leaves the CSV files as they were before: nothing was recorded.</summary>
    public void Abandon() => _csv.ForEach(file => file.Abandon());

    /// <summary>Writes every JSON document anew.</summary>
    public void WriteDocuments(RecordingDocument document)
    {
        byte[] json = RecordingJson.Write(document);
        foreach (string path in _plan.Documents)
        {
            // Told once: what failed at the start may fail again at the end.
            if (TryWrite(path, json) is { } problem && _failedDocuments.Add(path))
                _report(problem);
        }
    }

    /// <summary>Draws every chart.</summary>
    public void WriteCharts(ChartContent content, ChartOptions options)
    {
        try
        {
            IReadOnlyList<ChartPicture> pictures = PngChart.Draw(content, options);
            foreach (string chart in _plan.Charts)
            {
                foreach (ChartPicture picture in pictures)
                {
                    if (TryWrite(OutputPlan.ChartPart(chart, picture.Part), picture.Png.Span) is { } problem)
                        _report(problem);
                }
            }
        }
        catch (ChartException error)
        {
            _report(error.Message);
        }
    }

    /// <summary>Closes the CSV files between two rows, from any thread.</summary>
    public void Dispose()
    {
        foreach (CsvFile file in _csv)
            file.Dispose();
    }

    internal static string? TryWrite(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            AtomicFile.Write(path, content);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return SafeText.Clean($"{path} could not be written: its folder is gone");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return SafeText.Clean($"{path} could not be written: {error.Message}");
        }
    }
}
