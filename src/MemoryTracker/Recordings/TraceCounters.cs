using System.Text.Json;
using MemoryTracker.Metrics;
using MemoryTracker.Procfs;

namespace MemoryTracker.Recordings;

/// <summary>
/// The figures of one process, or of the total, as counters of a trace. A viewer draws a counter as steps, each from its moment to the next: what is told of the time between two samples
/// therefore stands where that time began.
/// </summary>
/// <param name="pid">The process that the viewer shows them under.</param>
internal sealed class TraceCounters(int pid)
{
    // Since when a figure would tell of the time, and the figure then.
    private readonly (long At, double Figure)[] _last = new (long, double)[Metric.All.Length];
    private readonly bool _isTotal = pid == TraceJson.Nobody;
    private bool _hasStarted;
    private long _previous;

    /// <summary>What the process was called last.</summary>
    public CommandName Command { get; set; }

    /// <summary>The sample in which it was last seen, by its number.</summary>
    public long Sample { get; set; }

    /// <summary>Writes what is known of a row; what is not known is left out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="at">Its moment in microseconds.</param>
    /// <param name="metrics">What is recorded.</param>
    /// <param name="json">Takes the events.</param>
    public void Write(Figures row, long at, MetricSet metrics, Utf8JsonWriter json)
    {
        if (!_hasStarted)
            Array.Fill(_last, (at, double.NaN));
        _previous = _hasStarted ? _previous : at;
        _hasStarted = true;
        if (_isTotal && TellsOfNobody(row, metrics))
            BeginRatesAnew(at, metrics);
        foreach (Metric metric in metrics.InOrder)
        {
            double figure = row[metric];
            if (double.IsNaN(figure))
                continue;
            if (metric.Kind == MetricKind.Counter)
                WriteGrowth(metric, at, figure, json);
            else if (metric == Metric.PeakRss)
                WritePeak(at, figure, json);
            else
                TraceEvent.Counter(json, metric.Name, pid, metric.Kind == MetricKind.Interval ? _last[metric.Index].At : at, Unit(metric), figure);
            _last[metric.Index] = (at, figure);
        }

        _previous = at;
    }

    /// <summary>Lets go of a process that is gone: a viewer would go on with its last figures. A process that is not there has nothing, so that is 0.</summary>
    /// <param name="at">When it was not there any more, in microseconds.</param>
    /// <param name="metrics">What is recorded.</param>
    /// <param name="json">Takes the events.</param>
    public void End(long at, MetricSet metrics, Utf8JsonWriter json)
    {
        foreach (Metric metric in metrics.InOrder)
        {
            if (metric != Metric.PeakRss && !double.IsNaN(_last[metric.Index].Figure))
                TraceEvent.Counter(json, metric.Name, pid, at, Unit(metric), 0);
            _last[metric.Index] = (at, double.NaN);
        }
    }

    /// <summary>Whether there may have been no process, so that the next rate tells of the time since then only. How many there were need not have been recorded.</summary>
    private static bool TellsOfNobody(Figures row, MetricSet metrics)
    {
        bool hasMoments = false;
        foreach (Metric metric in metrics.InOrder)
        {
            if (metric.Kind != MetricKind.Moment)
                continue;
            if (row[metric] > 0)
                return false;
            hasMoments = true;
        }

        return hasMoments;
    }

    private void BeginRatesAnew(long at, MetricSet metrics)
    {
        foreach (Metric metric in metrics.InOrder)
        {
            if (metric.Kind == MetricKind.Interval)
                _last[metric.Index].At = at;
        }
    }

    /// <summary>As the chart has it: how much more a second. What falls is not the same counter any more.</summary>
    private void WriteGrowth(Metric metric, long at, double figure, Utf8JsonWriter json)
    {
        (long before, double last) = _last[metric.Index];
        if (figure >= last && at > before)
            TraceEvent.Counter(json, metric.Name, pid, before, Unit(metric), (figure - last) * 1e6 / (at - before));
    }

    /// <summary>A span, not a counter: where no peak is known there is nothing, and a counter would go on with the last one.</summary>
    private void WritePeak(long at, double figure, Utf8JsonWriter json)
    {
        string id = FormattableString.Invariant($"{pid}.{at}");
        TraceEvent.Begin(json, "b", Metric.PeakRss.Name, pid, _previous);
        TraceEvent.Span(json, "peak", id);
        json.WriteStartObject("args");
        json.WriteNumber("bytes", figure);
        json.WriteEndObject();
        json.WriteEndObject();
        TraceEvent.Begin(json, "e", Metric.PeakRss.Name, pid, at);
        TraceEvent.Span(json, "peak", id);
        json.WriteEndObject();
    }

    private static string Unit(Metric metric) => (metric.Unit, metric.Kind == MetricKind.Counter) switch
    {
        (Metrics.Unit.Bytes, false) => "bytes",
        (Metrics.Unit.Bytes, true) => "bytes_per_s",
        (Metrics.Unit.Percent, _) => "percent",
        (Metrics.Unit.Seconds, false) => "seconds",
        (Metrics.Unit.Seconds, true) => "seconds_per_s",
        (_, false) => "count",
        (_, true) => "count_per_s",
    };
}
