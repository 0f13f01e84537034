using MemoryTracker.Charts;
using MemoryTracker.Linux;
using MemoryTracker.Markers;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;
using MemoryTracker.Recordings.Replay;

namespace MemoryTracker.Cli;

/// <summary>The files of a recording. One that cannot be written is told and does not keep the others from being written.</summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly OutputPlan _plan;
    private readonly MetricSet _metrics;
    private readonly Action<string> _report;
    private readonly HashSet<string> _failedDocuments = [];
    private readonly List<RowFile> _rows = [];
    private readonly List<ReplayedFile> _replayed = [];
    private CsvFile? _kept;
    private volatile int _written;

    /// <summary>Opens the files of rows, which stay as they are until <see cref="Begin"/>.</summary>
    /// <param name="plan">Which files there are.</param>
    /// <param name="metrics">Which figures their rows have.</param>
    /// <param name="report">Takes, in words, what could not be written.</param>
    /// <exception cref="UserException">One of them cannot be written.</exception>
    public OutputFiles(OutputPlan plan, MetricSet metrics, Action<string> report)
    {
        _plan = plan;
        _metrics = metrics;
        _report = report;
        try
        {
            foreach (PlannedOutput output in plan.Outputs.Where(output => output.Kind.Rows is not null))
                _rows.Add(output.Kind.Rows!(output.Path));
        }
        catch (IOException error)
        {
            Abandon();
            throw UserException.Failure(SafeText.Clean(error.Message));
        }
    }

    /// <summary>The pictures that are drawn at the end.</summary>
    public IEnumerable<string> Pictures => _plan.Pictures;

    /// <summary>How much of what is made at the end has been written, from 0 to 1. From any thread.</summary>
    public double WrittenShare => Math.Min(1, _written / (double)Math.Max(1, _plan.Outputs.Count));

    /// <summary>The files of rows.</summary>
    public IReadOnlyList<RowFile> Rows => _rows;

    /// <summary>How many rows the file that lost most of them could not take.</summary>
    public long LostRows => _rows.Select(file => file.LostRows).DefaultIfEmpty(0).Max();

    /// <summary>Takes the markers as they come; null when no file holds them among its rows.</summary>
    public Action<Marker>? MarkerSink => JsonLines.Any() ? Write : null;

    private IEnumerable<JsonLinesFile> JsonLines => _rows.OfType<JsonLinesFile>();

    /// <summary>
    /// Keeps the samples aside for those outputs that need all of them at the end, because a live recording comes only once. They take room on the disk where the first of these outputs will,
    /// and none that anybody sees. Before <see cref="Begin"/>.
    /// </summary>
    /// <exception cref="UserException">There is no room.</exception>
    public void KeepSamples()
    {
        string[] files = [.. _plan.Outputs.Where(output => output.Kind.Replay is not null).Select(output => output.Path)];
        if (files.Length == 0)
            return;
        try
        {
            string folder = FileKind.IsSpecial(files[0]) ? Path.GetTempPath() : Path.GetDirectoryName(AtomicFile.Target(files[0]))!;
            _kept = CsvFile.Nameless(folder, $"what is kept for {string.Join(" and ", files)}");
            _rows.Add(_kept);
        }
        catch (IOException error)
        {
            throw UserException.Failure(SafeText.Clean(error.Message));
        }
    }

    /// <summary>Begins the files of rows; why one of them cannot be written, in words, else null. The others are begun all the same.</summary>
    public string? Begin()
    {
        string? problem = null;
        foreach (RowFile file in _rows)
            problem = file.TryBegin(_metrics) ?? problem;
        return problem is null ? null : SafeText.Clean(problem);
    }

    /// <summary>Leaves the files of rows as they were before: nothing was recorded.</summary>
    public void Abandon() => _rows.ForEach(file => file.Abandon());

    /// <summary>Removes the files of rows that are begun, from any thread, before the program ends at once.</summary>
    public void Remove() => _rows.ForEach(file => file.Remove());

    /// <summary>Says who knows how the recording began, once its first sample is there.</summary>
    public void DescribeBy(Func<RecordingDocument> begun)
    {
        foreach (JsonLinesFile file in JsonLines)
            file.Describe = begun;
    }

    /// <summary>Writes every JSON document anew.</summary>
    public void WriteDocuments(RecordingDocument document)
    {
        byte[] json = RecordingJson.Write(document);
        foreach (string path in _plan.Of(OutputKind.Document))
        {
            // Told once: what failed at the start may fail again at the end.
            if (WrittenFile.TryWrite(path, json) is { } problem && _failedDocuments.Add(path))
                _report(problem);
        }
    }

    /// <summary>Writes what is known at the end wherever it is kept; once more when more has become known.</summary>
    public void WriteEnd(RecordingDocument document)
    {
        WriteDocuments(document);
        foreach (JsonLinesFile file in JsonLines)
            Report(file.End(document));
    }

    /// <summary>Begins the files for which the samples are gone through once more, and returns what takes them.</summary>
    /// <param name="interval">From sample to sample; zero when that is not known.</param>
    /// <param name="chart">How charts are to look.</param>
    public IReadOnlyList<ISampleSink> BeginReplay(TimeSpan interval, ChartOptions chart)
    {
        foreach (PlannedOutput output in _plan.Outputs.Where(output => output.Kind.Replay is not null))
            _replayed.Add(new ReplayedFile(output, interval, _metrics, chart));
        return _replayed;
    }

    /// <summary>Writes all that is made of a recording when it is over, the safest first.</summary>
    public void Write(FinishedRecording recording, ChartOptions options)
    {
        WriteEnd(recording.Document);
        foreach (PlannedOutput output in _plan.Outputs.Where(output => output.Kind.Write is not null))
            Written(WrittenFile.TryWrite(output.Path, output.Kind.Write!(recording)));
        if (recording.Series is { } series)
            Draw(ChartTexts.Content(recording.Document, recording.Summary, series, recording.Markers, options.TimeAxis, recording.Guides), options, Written);
        if (_kept is not null)
            ReplayKept(_kept, recording.Document, options);
        foreach (ReplayedFile file in _replayed)
            Written(file.Finish(recording));
    }

    /// <summary>Draws the charts of a recording that goes on. What goes wrong is only told: those at the end decide.</summary>
    /// <param name="content">What they show so far.</param>
    /// <param name="options">How they are to look.</param>
    /// <param name="notice">Takes, in words, what went wrong.</param>
    public void WriteChartsSoFar(ChartContent content, ChartOptions options, Action<string> notice) => Draw(content, options, problem =>
    {
        if (problem is not null)
            notice(problem);
    });

    /// <summary>Closes the files of rows between two rows, from any thread.</summary>
    public void CloseRows() => _rows.ForEach(file => file.Dispose());

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseRows();
        _kept?.Dispose();
        foreach (ReplayedFile file in _replayed)
            file.Dispose();
    }

    /// <summary>Draws the charts that were asked for, and tells of each file what kept it from being written, in words, else null.</summary>
    private void Draw(ChartContent content, ChartOptions options, Action<string?> tell)
    {
        try
        {
            foreach (IGrouping<OutputKind, PlannedOutput> charts in _plan.Outputs.Where(output => output.Kind.Draw is not null).GroupBy(output => output.Kind))
            {
                foreach (ChartPicture picture in charts.Key.Draw!(content, options))
                {
                    foreach (PlannedOutput chart in charts)
                        tell(WrittenFile.TryWrite(OutputPlan.ChartPart(chart, picture.Part), picture.Bytes.Span));
                }
            }
        }
        catch (ChartException error)
        {
            // What keeps one chart from being drawn keeps them all.
            tell(error.Message);
        }
    }

    /// <summary>What could not be kept was told when it failed.</summary>
    private void ReplayKept(CsvFile kept, RecordingDocument document, ChartOptions options)
    {
        if (kept.ReadAgain() is not { } rows)
            return;
        using RecordedFile again = CsvRecording.Of(RecordedText.Of(rows, kept.Path), document);
        IReadOnlyList<ISampleSink> sinks = BeginReplay(RecordingDocument.Time(document.IntervalS ?? 0), options);
        Sample sample = new();
        while (again.TryRead(sample))
        {
            foreach (ISampleSink sink in sinks)
                sink.Add(sample);
        }

        foreach (string notice in again.Notices)
            _report(notice);
    }

    private void Write(Marker marker)
    {
        foreach (JsonLinesFile file in JsonLines)
            Report(file.Append(marker));
    }

    private void Written(string? problem)
    {
        _written++;
        Report(problem);
    }

    private void Report(string? problem)
    {
        if (problem is not null)
            _report(problem);
    }
}
