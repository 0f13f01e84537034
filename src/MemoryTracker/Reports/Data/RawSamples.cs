using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Reports.Data;

/// <summary>
/// Every sample of a recording for the page: its times, what surrounds it, and its figures in units of their last decimal, so that each is a whole number. When there
/// are more than a page can hold none are kept.
/// </summary>
internal sealed class RawSamples : IDisposable
{
    /// <summary>No more samples are kept one by one.</summary>
    public const int MostSamples = 1_000_000;

    /// <summary>Nor more bytes of them, compressed: figures that leap about in many metrics would make a page that no browser likes to open.</summary>
    private const long MostBytes = 48L << 20;

    /// <summary>A name changes when a process calls exec or renames itself; one that does at every sample is not followed for ever.</summary>
    private const int MostNames = 1024;

    private readonly BlockStream _blocks = new();
    private readonly MetricSet _metrics;
    private readonly ColumnWriter[] _columns;
    private readonly double[] _scales;
    private readonly List<ReportFacts.NameFacts> _names = [];
    private (int? Pid, CommandName Command) _name;
    private DateTime _start;

    public RawSamples(MetricSet metrics)
    {
        _metrics = metrics;
        _columns = [.. Enumerable.Range(0, FirstMetric + metrics.InOrder.Length).Select(number => new ColumnWriter(number, _blocks))];
        _scales = [.. metrics.InOrder.Select(metric => Math.Pow(10, metric.Decimals))];
    }

    /// <summary>The column of the times since the recording began, in microseconds.</summary>
    public const int Elapsed = 0;

    /// <summary>The column of how far the time of day is, in microseconds, from what start and elapsed time make it: the machine's clock may be set.</summary>
    public const int ClockShift = 1;

    /// <summary>The column that says whether ticks were skipped just before (1), whether the process had ended (2) and whether nobody was there (4).</summary>
    public const int Flags = 2;

    /// <summary>The column of the first metric.</summary>
    public const int FirstMetric = 3;

    /// <summary>Whether there were too many, so that none are kept.</summary>
    public bool IsOverflown { get; private set; }

    /// <summary>The processes that the samples are of; changes after <see cref="MostNames"/> are told as unknown.</summary>
    public IReadOnlyList<ReportFacts.NameFacts> Names => _names;

    /// <summary>The columns of the page.</summary>
    public IReadOnlyList<ReportFacts.ColumnFacts> Columns => [.. _columns.Select((column, number) => new ReportFacts.ColumnFacts(column.Count, number < FirstMetric ? 1 : _scales[number - FirstMetric]))];

    public void Add(Sample sample)
    {
        if (IsOverflown)
            return;
        long number = _columns[Elapsed].Count;
        if (number == 0)
            _start = sample.Time - sample.Elapsed;
        if (number == MostSamples || _blocks.Length > MostBytes)
        {
            Dispose();
            return;
        }

        NoteName(number, sample.Total);
        _columns[Elapsed].Add(Math.Round(sample.Elapsed.TotalMicroseconds));
        _columns[ClockShift].Add(Math.Round((sample.Time - _start - sample.Elapsed).TotalMicroseconds));
        _columns[Flags].Add((sample.FollowsGap ? 1 : 0) + (sample.HasEnded ? 2 : 0) + (sample.HasNobody ? 4 : 0));
        for (int i = 0; i < _scales.Length; i++)
            _columns[FirstMetric + i].Add(Math.Round(sample.Total[_metrics.InOrder[i]] * _scales[i]));
    }

    /// <summary>Writes all of them as base64.</summary>
    public void Finish(Stream stream)
    {
        foreach (ColumnWriter column in _columns)
            column.Flush();
        _blocks.Finish(stream);
    }

    /// <summary>Lets go of what was kept.</summary>
    public void Dispose()
    {
        IsOverflown = true;
        _blocks.Dispose();
    }

    private void NoteName(long number, Figures total)
    {
        if ((number > 0 && (total.Pid, total.Command) == _name) || _names.Count > MostNames)
            return;
        _name = (total.Pid, total.Command);
        _names.Add(_names.Count == MostNames ? new(number, null, "") : new(number, total.Pid, total.Command == default ? "" : total.Command.ToString()));
    }
}
