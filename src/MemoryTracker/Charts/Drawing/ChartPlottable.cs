using ScottPlot;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Something of ours that ScottPlot draws into a plot: the limits of the axes and the legend are none of its business.</summary>
internal abstract class ChartPlottable : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public abstract void Render(RenderPack rp);
}
