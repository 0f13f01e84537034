using MemoryTracker.Metrics;

namespace MemoryTracker.Recordings.Replay;

/// <summary>
/// The CPU time used since a recording's start, told from its rows: their own column of it, which is exact, or else the sum of the rates times the time since the row before that
/// had one. A row without a rate does not tell it.
/// </summary>
/// <param name="metrics">What the rows have.</param>
internal sealed class CpuTimeOfRows(MetricSet metrics)
{
    private const double Longest = 1e17;

    private readonly bool _hasTime = metrics.Contains(Metric.CpuTime);
    private readonly bool _hasRate = metrics.Contains(Metric.Cpu);
    private double _microseconds;
    private long _since = -1;

    /// <summary>The CPU time at a row; null when it is unknown.</summary>
    /// <param name="row">The row.</param>
    /// <param name="elapsed">When it was taken, in microseconds since the recording's start.</param>
    public TimeSpan? At(Figures row, long elapsed)
    {
        if (_hasTime)
            return Time(row[Metric.CpuTime] * 1e6);
        return _hasRate && AddRate(row, elapsed) ? Time(_microseconds) : null;
    }

    private bool AddRate(Figures row, long elapsed)
    {
        double rate = row[Metric.Cpu];
        bool isFirst = _since < 0;
        bool isKnown = isFirst || !double.IsNaN(rate);
        if (!isFirst && isKnown)
            _microseconds += rate * 0.01 * (elapsed - _since);
        // Between the end of a process and the next one that is followed nobody uses anything, and the next rate is told since then.
        if (isKnown || row[Metric.Processes] == 0)
            _since = elapsed;
        return isKnown;
    }

    private static TimeSpan? Time(double microseconds) =>
        microseconds <= Longest ? TimeSpan.FromTicks((long)(microseconds + 0.5) * TimeSpan.TicksPerMicrosecond) : null;
}
