using MemoryTracker.Charts.Ticks;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What the figures of an axis count. What counts up is drawn by its growth, so there are more of these than units of metrics.</summary>
internal sealed class ChartUnit
{
    private const double Finest = 0.001;

    private readonly double _least;
    private readonly Func<double, int, (AxisTick[] Ticks, string Unit)> _ticks;

    private ChartUnit(string part, string name, double least, Func<double, int, (AxisTick[] Ticks, string Unit)> ticks) =>
        (Part, Name, _least, _ticks) = (part, name, least, ticks);

    /// <summary>All of them, the one whose plot comes first first.</summary>
    public static IReadOnlyList<ChartUnit> All { get; } =
    [
        new("memory", "Memory", Environment.SystemPageSize, ByteTicks.UpTo),
        new("cpu", "CPU", 10, (top, most) => (DecimalTicks.UpTo(top, most, 1, " %"), "% of one core")),
        new("io", "Transfer", Environment.SystemPageSize, ByteTicks.PerSecondUpTo),
        new("events", "Events", 1, (top, most) => (DecimalTicks.UpTo(top, most, Finest, "/s"), "per second")),
        new("counts", "Count", 1, (top, most) => (DecimalTicks.UpTo(top, most, 1, ""), "")),
        new("cpu_time", "CPU time", 0.01, (top, most) => (DecimalTicks.UpTo(top, most, Finest, " s"), "s")),
    ];

    /// <summary>The name of a picture of its own.</summary>
    public string Part { get; }

    /// <summary>What an axis of several metrics is called.</summary>
    public string Name { get; }

    public static ChartUnit Of(Metric metric) => All[PlaceOf(metric)];

    /// <summary>Where the unit of a metric stands among all.</summary>
    public static int PlaceOf(Metric metric) => (metric.Unit, ChartMetrics.IsRate(metric)) switch
    {
        (Unit.Bytes, false) => 0,
        (Unit.Percent, _) => 1,
        (Unit.Bytes, true) => 2,
        (Unit.Count, true) => 3,
        (Unit.Count, false) => 4,
        _ => 5,
    };

    /// <summary>How high an axis must reach at least whose highest figure is given; NaN for none.</summary>
    public double Reach(double highest) => double.MaxNumber(_least, highest);

    /// <summary>The ticks of an axis up to its top, with room for so many steps, and the unit they are in; that may be empty.</summary>
    public (AxisTick[] Ticks, string Unit) TicksUpTo(double top, int most) => _ticks(top, most);
}
