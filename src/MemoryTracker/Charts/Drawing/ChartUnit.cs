using MemoryTracker.Charts.Ticks;
using MemoryTracker.Metrics;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What the figures of an axis count. What counts up is drawn by its growth, so there are more of these than units of metrics.</summary>
internal sealed class ChartUnit
{
    private const double Finest = 0.001;

    private readonly double _least;
    /// <summary>No more than so many times as high as its floor is a logarithmic axis: below are the last traces of what has gone.</summary>
    private const double LongestLogarithm = 1 << 20;

    private readonly Func<double, int, (AxisTick[] Ticks, string Unit)> _ticks;
    private readonly int _power;
    private readonly Func<double, string> _label;

    private ChartUnit(string part, string name, double least, Func<double, int, (AxisTick[] Ticks, string Unit)> ticks, int power, Func<double, string> label) =>
        (Part, Name, _least, _ticks, _power, _label) = (part, name, least, ticks, power, label);

    /// <summary>All of them, the one whose plot comes first first.</summary>
    public static IReadOnlyList<ChartUnit> All { get; } =
    [
        new("memory", "Memory", Environment.SystemPageSize, ByteTicks.UpTo, 2, ByteTicks.Label),
        new("cpu", "CPU", 10, (top, most) => (DecimalTicks.UpTo(top, most, 1, " %"), "% of one core"), 10, value => DecimalTicks.Label(value, " %")),
        new("io", "Transfer", Environment.SystemPageSize, ByteTicks.PerSecondUpTo, 2, value => ByteTicks.Label(value) + "/s"),
        new("events", "Events", 1, (top, most) => (DecimalTicks.UpTo(top, most, Finest, "/s"), "per second"), 10, value => DecimalTicks.Label(value, "/s")),
        new("counts", "Count", 1, (top, most) => (DecimalTicks.UpTo(top, most, 1, ""), ""), 10, value => DecimalTicks.Label(value, "")),
        new("cpu_time", "CPU time", 0.01, (top, most) => (DecimalTicks.UpTo(top, most, Finest, " s"), "s"), 10, value => DecimalTicks.Label(value, " s")),
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

    /// <summary>The scale of a logarithmic axis whose lowest figure above 0 and whose highest are given; that of a usual one where there are none.</summary>
    public ValueScale PowersFor(double lowest, double highest)
    {
        if (!(lowest > 0))
            return default;
        double floor = LogTicks.Floor(Math.Max(lowest, highest / LongestLogarithm), _power);
        // A line that is level needs something below it.
        return new ValueScale(floor < highest ? floor : floor / _power);
    }

    /// <summary>The ticks of an axis up to its top, both in the axis's own coordinates, with room for so many steps, and the unit they are in; that may be empty.</summary>
    public (AxisTick[] Ticks, string Unit) TicksUpTo(ValueScale values, double top, int most)
    {
        if (values.IsLinear)
            return _ticks(top, most);
        AxisTick[] ticks = LogTicks.Between(values.Floor, Math.Pow(2, top), most, _power, _label);
        return ([.. ticks.Select(tick => tick with { Position = values.Of(tick.Position) })], "");
    }
}
