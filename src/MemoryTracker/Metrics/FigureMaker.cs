using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Turns the readings of one process, one after another, into rows of figures by the table of metrics.</summary>
/// <param name="shortestSpan">Over less time than this no rate is told; the next row then tells it over the whole time.</param>
public sealed class FigureMaker(TimeSpan shortestSpan)
{
    // The process's clock and ours are read a fraction of a microsecond apart: percents of a figure over some 10 µs.
    private static readonly TimeSpan FinestSpan = TimeSpan.FromMicroseconds(25);
    private static readonly TimeSpan AmpleSpan = TimeSpan.FromMilliseconds(1);
    private static readonly Reading Unknown;

    private readonly long _shortestSpan = (long)shortestSpan.TotalNanoseconds;
    private Reading _previous;
    private Reading _rateBase;

    /// <summary>A maker for a recording of that interval: the ends of the recording may lie closer to a tick than the ticks to each other.</summary>
    public static FigureMaker ForInterval(TimeSpan interval)
    {
        TimeSpan half = interval / 2;
        return new FigureMaker(half < FinestSpan ? FinestSpan : half > AmpleSpan ? AmpleSpan : half);
    }

    /// <summary>Fills a row from the reading of its moment.</summary>
    public void Fill(in Reading now, Figures row)
    {
        bool tellsRates = now.At - _rateBase.At >= _shortestSpan;
        ref readonly Reading rateBase = ref tellsRates ? ref _rateBase : ref Unknown;
        Interval interval = new(in _previous, in rateBase, in now);
        foreach (Metric metric in Metric.All)
            row[metric] = metric.Of(interval) ?? double.NaN;
        row.Command = now.Command;

        _previous = now;
        if (tellsRates && now.CpuTime is not null)
            _rateBase = now;
    }
}
