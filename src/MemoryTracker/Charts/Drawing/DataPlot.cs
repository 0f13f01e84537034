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

    /// <summary>A lower plot has no room for more than one label of an axis.</summary>
    private const float LeastForTwoLabels = 20;

    /// <summary>Nor for the mark of a peak, which would lie over its neighbours.</summary>
    private const float LeastForPeak = 30;

    /// <summary>How much of the height stays free above the highest figure when nothing needs more.</summary>
    private const double Headroom = 0.06;

    private readonly Plot _plot = new();
    private readonly ChartPeak? _peak;
    private readonly string? _note;
    private readonly PlotAxes _shown;
    private readonly Palette _palette;
    private readonly ValueScale _left;
    private readonly ValueScale _right;
    private readonly AxisGuides _leftGuides;
    private readonly AxisGuides? _rightGuides;

    /// <param name="shown">What it shows.</param>
    /// <param name="peak">The peak of RSS, which is marked where RSS is.</param>
    /// <param name="note">What stands in its middle; null for nothing, and for a word where it is empty.</param>
    /// <param name="palette">The colours of the chart.</param>
    /// <param name="height">How high the data area is.</param>
    /// <param name="between">How far it is from the next plot.</param>
    /// <param name="isLogarithmic">Whether figures are counted by powers.</param>
    public DataPlot(PlotAxes shown, ChartPeak? peak, string? note, Palette palette, float height, float between, bool isLogarithmic)
    {
        (_shown, _note, _palette) = (shown, note ?? (shown.IsEmpty ? "no samples" : null), palette);
        _peak = height >= LeastForPeak && (shown.Left.Rss ?? shown.Left.Peaks) is not null ? peak : null;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Grid.MajorLineColor = Color.FromSKColor(palette.Grid);
        foreach (IAxis axis in _plot.Axes.GetAxes()) PlotStyle.Quiet(axis, palette);
        _leftGuides = GuidesOf(shown.Left, _peak, isLogarithmic);
        _left = ScaleOf(shown.Left, _leftGuides, isLogarithmic);
        double free = FreeAbove(HighestOf(shown.Left, _peak), _peak, _leftGuides, height);
        SetAxis(_plot.Axes.Left, shown.Left, _left, double.MaxNumber(HighestOf(shown.Left, _peak), _leftGuides.Highest), free, height, between);
        if (shown.Right is not { } right) return;
        _rightGuides = GuidesOf(right, peak: null, isLogarithmic);
        _right = ScaleOf(right, _rightGuides, isLogarithmic);
        // The mark of a peak would hide what is at the top of the right axis, too.
        double rightFree = Math.Max(_peak is null ? Headroom : free, FreeAbove(HighestOf(right, peak: null), peak: null, _rightGuides, height));
        SetAxis(_plot.Axes.Right, right, _right, double.MaxNumber(HighestOf(right, peak: null), _rightGuides.Highest), rightFree, height, between);
    }

    /// <summary>How much room the axes need at the left and right of the data area.</summary>
    public (float Left, float Right) AxisWidths() => (PlotStyle.Measure(_plot.Axes.Left), PlotStyle.Measure(_plot.Axes.Right));

    /// <summary>Draws the plot.</summary>
    /// <param name="canvas">Where to; in the page's own pixels.</param>
    /// <param name="area">The data area.</param>
    /// <param name="time">The time axis, made for the width of the area.</param>
    /// <param name="markers">The markers, laid out on that axis.</param>
    /// <param name="labelled">Whether the time axis is written out, or left to the plot below.</param>
    /// <param name="pixelsPerUnit">How many pixels of the picture one of the page's own is.</param>
    /// <param name="isVector">Whether the picture is of shapes and not of pixels.</param>
    public void Render(SKCanvas canvas, SKRect area, TimeScale time, MarkerOverlay markers, bool labelled, float pixelsPerUnit, bool isVector)
    {
        bool isEmpty = _shown.IsEmpty;
        PlotStyle.SetTicks(_plot.Axes.Bottom, time.Low, time.High, isEmpty ? [] : time.Ticks);
        if (labelled && !isEmpty) PlotStyle.SetTitle(_plot.Axes.Bottom, time.Title, "Time", area.Width, area.Width, _palette.QuietText);
        else _plot.Axes.Bottom.TickLabelStyle.IsVisible = false;

        Add(new MarkerPlottable(markers), _plot.Axes.Left, _left);
        AddPlottables(isVector ? new PathInk(columns: 2 * (int)Math.Ceiling(area.Width * pixelsPerUnit)) : new PixelInk());
        RenderOnce(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
        if (_note is not null) PlotStyle.Write(canvas, _note, area, _palette.QuietText);
    }

    public void Dispose() => _plot.Dispose();

    private static double HighestOf(ChartAxis axis, ChartPeak? peak) => axis.Unit.Reach(double.MaxNumber(axis.Highest, peak?.Bytes ?? double.NaN));

    private static AxisGuides GuidesOf(ChartAxis axis, ChartPeak? peak, bool isLogarithmic) => new(axis, HighestOf(axis, peak), isLogarithmic);

    private static ValueScale ScaleOf(ChartAxis axis, AxisGuides guides, bool isLogarithmic) =>
        isLogarithmic ? axis.Unit.PowersFor(Math.Min(axis.LowestAboveZero, guides.LowestAboveZero), double.MaxNumber(axis.Highest, guides.Highest)) : default;

    /// <summary>The mark of a peak stands above it, and needs room of its own where nothing is higher; so does the name of a guide. As a share of the axis.</summary>
    private static double FreeAbove(double highest, ChartPeak? peak, AxisGuides guides, float height)
    {
        double reach = double.MaxNumber(highest, guides.Highest);
        float mark = peak?.Bytes >= reach ? PeakPlottable.Height : guides.Highest >= reach ? GuideLabels.Height : 0;
        return mark == 0 ? Headroom : Math.Clamp(mark / height, Headroom, 0.5);
    }

    private void SetAxis(IYAxis side, ChartAxis axis, ValueScale values, double reach, double free, float height, float between)
    {
        double low = values.Of(values.Floor);
        double top = low + ((values.Of(reach) - low) / (1 - free));

        (AxisTick[] ticks, string unit) = axis.Unit.TicksUpTo(values, top, Math.Max(1, (int)(height / LeastTickSpacing)));
        if (height < LeastForTwoLabels) ticks = ticks[^1..];
        PlotStyle.SetTicks(side, low, top, axis.IsKnown ? ticks : []);
        string title = axis.IsKnown && unit.Length > 0 ? $"{axis.Name} ({unit})" : axis.Name;
        PlotStyle.SetTitle(side, title, axis.Name, height, height + between, _palette.TitleOf(axis));
    }

    /// <summary>The right axis comes first and the left one over it: CPU is noisy, and memory is what the chart is about.</summary>
    private void AddPlottables(SeriesInk ink)
    {
        if (_shown.Right is { } right) AddPlottables(right, _plot.Axes.Right, _right, ink);
        AddPlottables(_shown.Left, _plot.Axes.Left, _left, ink);
        LabelRoom labels = new();
        if (_rightGuides is not null) Add(new GuidePlottable(_rightGuides.Drawn, isRight: true, _palette), _plot.Axes.Right, _right);
        Add(new GuidePlottable(_leftGuides.Drawn, isRight: false, _palette), _plot.Axes.Left, _left);
        if (_peak is not null) Add(new PeakPlottable(_peak, labels, _palette), _plot.Axes.Left, _left);
        Add(new GuideLabels(_shown.Left, _leftGuides, labels, _palette), _plot.Axes.Left, _left);
        if (_rightGuides is not null) Add(new GuideLabels(_shown.Right!, _rightGuides, labels, _palette), _plot.Axes.Right, _right);
    }

    private void AddPlottables(ChartAxis axis, IYAxis side, ValueScale values, SeriesInk ink)
    {
        if (axis.Rss is not null || axis.Peaks is not null) Add(new MemoryPlottable(axis, _palette, ink), side, values);
        foreach (ChartedSeries line in axis.Lines)
            Add(new LinePlottable(line, _palette.LineOf(line), filled: line == _shown.OnlyLine, ink), side, values);
    }

    private void Add(ChartPlottable plottable, IYAxis axis, ValueScale values)
    {
        plottable.Values = values;
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
