using MemoryTracker.Charts.Ticks;
using ScottPlot;
using ScottPlot.Rendering;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>One plot of a chart: its series, its axes and grid, in a data area that the page chooses.</summary>
internal sealed class DataPlot : IDisposable
{
    private const float LeastTickSpacing = 58;

    /// <summary>How much of the height stays free above the highest figure when nothing needs more.</summary>
    private const double Headroom = 0.06;

    private readonly Plot _plot = new();
    private readonly ChartContent _content;
    private readonly PlottedSeries _shown;
    private readonly Palette _palette;

    public DataPlot(ChartContent content, PlottedSeries shown, Palette palette, float height)
    {
        (_content, _shown, _palette) = (content, shown, palette);
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Grid.MajorLineColor = Color.FromSKColor(palette.Grid);
        foreach (IAxis axis in _plot.Axes.GetAxes()) PlotStyle.Quiet(axis, palette);
        if (Shows(PlottedSeries.Memory)) SetMemoryAxis(height);
        if (Shows(PlottedSeries.Cpu)) SetCpuAxis(height);
    }

    private bool IsEmpty => !(Shows(PlottedSeries.Memory) && _content.Memory.Count > 0) && !(Shows(PlottedSeries.Cpu) && _content.Cpu.Count > 0);

    private IYAxis CpuAxis => Shows(PlottedSeries.Memory) ? _plot.Axes.Right : _plot.Axes.Left;

    /// <summary>How much room the axes need at the left and right of the data area.</summary>
    public (float Left, float Right) AxisWidths() => (PlotStyle.Measure(_plot.Axes.Left), PlotStyle.Measure(_plot.Axes.Right));

    /// <summary>Draws the plot.</summary>
    /// <param name="canvas">Where to; in the page's own pixels.</param>
    /// <param name="area">The data area.</param>
    /// <param name="time">The time axis, made for the width of the area.</param>
    /// <param name="markers">The markers, laid out on that axis.</param>
    /// <param name="labelled">Whether the time axis is written out, or left to the plot below.</param>
    /// <param name="pixelsPerUnit">How many pixels of the picture one of the page's own is.</param>
    public void Render(SKCanvas canvas, SKRect area, TimeScale time, MarkerOverlay markers, bool labelled, float pixelsPerUnit)
    {
        PlotStyle.SetTicks(_plot.Axes.Bottom, time.Low, time.High, IsEmpty ? [] : time.Ticks);
        if (labelled && !IsEmpty) PlotStyle.SetTitle(_plot.Axes.Bottom, time.Title, "Time", area.Width, _palette.QuietText);
        else _plot.Axes.Bottom.TickLabelStyle.IsVisible = false;

        Add(new MarkerPlottable(markers), _plot.Axes.Left);
        AddPlottables(columns: 2 * (int)Math.Ceiling(area.Width * pixelsPerUnit));
        RenderOnce(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        if (IsEmpty) PlotStyle.Write(canvas, "no samples", area, _palette.QuietText);
    }

    public void Dispose() => _plot.Dispose();

    private bool Shows(PlottedSeries series) => _shown.HasFlag(series);

    private void SetMemoryAxis(float height)
    {
        double highest = double.MaxNumber(_content.Memory.Highest, _content.IntervalPeaks?.Highest ?? double.NaN);
        highest = double.MaxNumber(highest, _content.Peak?.Bytes ?? double.NaN);
        if (!(highest > 0)) highest = Environment.SystemPageSize;
        double free = _content.Peak is null ? Headroom : Math.Min(0.5, PeakPlottable.Height / height);
        double top = highest / (1 - free);

        (AxisTick[] ticks, string unit) = ByteTicks.UpTo(top, MostTicks(height));
        PlotStyle.SetTicks(_plot.Axes.Left, 0, top, _content.Memory.Count > 0 ? ticks : []);
        PlotStyle.SetTitle(_plot.Axes.Left, _content.Memory.Count > 0 ? $"RSS ({unit})" : "RSS", "RSS", height, _palette.MemoryText);
    }

    private void SetCpuAxis(float height)
    {
        double top = double.MaxNumber(10, _content.Cpu.Highest) / (1 - Headroom);
        PlotStyle.SetTicks(CpuAxis, 0, top, _content.Cpu.Count > 0 ? PercentTicks.UpTo(top, MostTicks(height)) : []);
        PlotStyle.SetTitle(CpuAxis, "CPU (% of one core)", "CPU", height, _palette.CpuText);
    }

    private static int MostTicks(float height) => Math.Max(1, (int)(height / LeastTickSpacing));

    /// <summary>CPU comes first and memory over it: CPU is noisy, and memory is what the chart is about.</summary>
    private void AddPlottables(int columns)
    {
        bool both = Shows(PlottedSeries.Memory) && Shows(PlottedSeries.Cpu);
        if (Shows(PlottedSeries.Cpu)) Add(new CpuPlottable(_content.Cpu, filled: !both, _palette, columns), CpuAxis);
        if (!Shows(PlottedSeries.Memory)) return;
        Add(new MemoryPlottable(_content.Memory, _content.IntervalPeaks, _palette, columns), _plot.Axes.Left);
        if (_content.Peak is { } peak) Add(new PeakPlottable(peak, _palette), _plot.Axes.Left);
    }

    private void Add(ChartPlottable plottable, IYAxis axis)
    {
        plottable.Axes = new Axes { XAxis = _plot.Axes.Bottom, YAxis = axis };
        _plot.Add.Plottable(plottable);
    }

    /// <summary>ScottPlot's own entry clears the canvas, and renders twice to settle a layout that is fixed here.</summary>
    private void RenderOnce(SKCanvas canvas, PixelRect area)
    {
        _plot.Layout.Fixed(area);
        using RenderPack pack = new(_plot, area, canvas);
        foreach (IRenderAction action in _plot.RenderManager.RenderActions.Where(action => action is not (ClearCanvas or RenderFigureBackground)))
        {
            canvas.Save();
            action.Render(pack);
            canvas.Restore();
        }
    }
}
