using ScottPlot;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Something of ours that ScottPlot draws into a plot: the limits of the axes and the legend are none of its business.</summary>
internal abstract class ChartPlottable : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    /// <summary>How figures lie on the vertical axis.</summary>
    public ValueScale Values { get; set; }

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public abstract void Render(RenderPack rp);

    /// <summary>A line through the points of a series, where these lie on the axes.</summary>
    protected SeriesLine Line(IEnumerable<SeriesPoint> points, bool isStepped) =>
        new(Values.IsLinear ? points : points.Select(point => point with { Value = Values.Of(point.Value) }), isStepped, Axes);
}
