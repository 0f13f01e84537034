using MemoryTracker.Procfs;
using MemoryTracker.Targets;

namespace MemoryTracker.Metrics;

/// <summary>Turns the readings of one process, one after another, into rows of figures by the table of metrics.</summary>
/// <param name="kernelTick">
/// How long a tick of the kernel is. The CPU time of a running thread grows at ticks only, so over less than 20 of them, where one would be more than
/// 5 % of a core, no rate is told: the next row that is far enough tells it over the whole time. So it is with user and system time, whose tick is 10 ms.
/// </param>
/// <param name="metrics">Which figures are made; the others stay unknown.</param>
/// <param name="start">The reading since which counters count; null for the first that knows them.</param>
public sealed class FigureMaker(TimeSpan kernelTick, MetricSet metrics, Reading? start = null)
{
    /// <summary>Over how many ticks at least a rate is told.</summary>
    internal const int TicksOfARate = 20;

    private static readonly Reading Unknown;

    private readonly long _shortestSpan = TicksOfARate * (long)kernelTick.TotalNanoseconds;
    private readonly long _shortestTickSpan = TicksOfARate * (long)ProcStat.ClockTick.TotalNanoseconds;
    private Reading _start = start ?? default;
    private Reading _previous;
    private Reading _rateBase;
    private Reading _tickBase;

    /// <summary>Fills a row from the reading of its moment.</summary>
    public void Fill(in Reading now, Figures row)
    {
        NoteStart(now);
        // Between the end of a process and the next one that is followed nobody uses anything: that is a gap and no rate of 0.
        bool isNobody = now.Processes == 0;
        bool tellsRates = !isNobody && now.At - _rateBase.At >= _shortestSpan;
        bool tellsTickRates = !isNobody && now.At - _tickBase.At >= _shortestTickSpan;
        ref readonly Reading rateBase = ref tellsRates ? ref _rateBase : ref Unknown;
        ref readonly Reading tickBase = ref tellsTickRates ? ref _tickBase : ref Unknown;
        Interval interval = new(in _start, in _previous, in rateBase, in tickBase, in now);
        foreach (Metric metric in metrics.InOrder)
            row[metric] = metric.Of(interval) ?? double.NaN;
        row.Command = now.Command;

        _previous = now;
        if (isNobody || (tellsRates && now.CpuTime is not null))
            _rateBase = now;
        if (isNobody || (tellsTickRates && now.Stat is not null))
            _tickBase = now;
    }

    /// <summary>Counters count from the first reading that knew them.</summary>
    private void NoteStart(in Reading now)
    {
        _start.CpuTime ??= now.CpuTime;
        _start.Stat ??= now.Stat;
        _start.Io ??= now.Io;
        _start.Switches ??= now.Switches;
    }
}
