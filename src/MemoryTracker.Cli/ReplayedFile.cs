using MemoryTracker.Charts;
using MemoryTracker.Metrics;
using MemoryTracker.Recordings;

namespace MemoryTracker.Cli;

/// <summary>A file for which the samples are gone through once more. The first thing that goes wrong ends it, and is told at the end; what was there before then stays.</summary>
internal sealed class ReplayedFile : ISampleSink, IDisposable
{
    private readonly string _path;
    private readonly FileBeside? _file;
    private readonly ReplayedForm? _form;
    private string? _problem;

    /// <param name="output">What is written.</param>
    /// <param name="interval">From sample to sample; zero when that is not known.</param>
    /// <param name="metrics">What is recorded.</param>
    /// <param name="chart">How charts are to look.</param>
    public ReplayedFile(PlannedOutput output, TimeSpan interval, MetricSet metrics, ChartOptions chart)
    {
        _path = output.Path;
        try
        {
            _file = new FileBeside(_path);
            _form = output.Kind.Replay!(_file.Stream, interval, metrics, chart);
        }
        catch (Exception error) when (WrittenFile.IsProblem(error))
        {
            _problem = WrittenFile.Problem(_path, error);
        }
    }

    /// <inheritdoc/>
    public void Add(Sample sample)
    {
        if (_problem is null)
            Try(() => _form!.Sink.Add(sample));
    }

    /// <summary>Completes it, and puts it in its place; what went wrong, in words, else null.</summary>
    public string? Finish(FinishedRecording recording)
    {
        if (_problem is null)
            Try(() => _form!.Finish(recording));
        if (_problem is null)
            Try(_file!.Commit);
        return _problem;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _form?.Dispose();
        _file?.Dispose();
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error) when (WrittenFile.IsProblem(error))
        {
            _problem = WrittenFile.Problem(_path, error);
        }
    }
}
