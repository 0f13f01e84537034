using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Turns the readings of one process, one after another, into rows of figures by the table of metrics.</summary>
/// <param name="kernelTick">
/// How long a tick of the kernel is. The CPU time of a running thread grows at ticks only, so over less than 20 of them, where one would be more than
/// 5 % of a core, no rate is told: the next row that is far enough tells it over the whole time.
/// </param>
public sealed class FigureMaker(TimeSpan kernelTick)
{
    private const int TicksOfARate = 20;

    private static readonly Reading Unknown;

    private readonly long _shortestSpan = TicksOfARate * (long)kernelTick.TotalNanoseconds;
    private Reading _previous;
    private Reading _rateBase;

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
