namespace MemoryTracker.Charts.Drawing;

/// <summary>What one plot shows.</summary>
/// <param name="Left">What is drawn on its left axis.</param>
/// <param name="Right">What is drawn behind it on the right one; null for nothing.</param>
internal sealed record PlotAxes(ChartAxis Left, ChartAxis? Right = null)
{
    /// <summary>Both, the left one first.</summary>
    public IEnumerable<ChartAxis> Axes => Right is null ? [Left] : [Left, Right];

    /// <summary>Whether nothing is known of what it should show.</summary>
    public bool IsEmpty => !Axes.Any(axis => axis.IsKnown);

    /// <summary>The only line of the plot, which has room for an area below it; null when there are more.</summary>
    public ChartedSeries? OnlyLine => Right is null && Left.Series.Count == 1 ? Left.Series[0] : null;

    /// <summary>The plots of one picture. An axis of which nothing is known is left out, unless nothing is known of any.</summary>
    public static PlotAxes[] Of(ChartContent content, ChartLayout layout)
    {
        ChartAxis[] all = [.. ChartAxis.AllOf(content)];
        ChartAxis[] known = Array.FindAll(all, axis => axis.IsKnown);
        ChartAxis[] shown = known.Length > 0 ? known : all[..1];
        return layout == ChartLayout.Dual && shown.Length > 1 && !shown[0].IsOfSeveral
            ? [new PlotAxes(shown[0], shown[1]), .. shown[2..].Select(axis => new PlotAxes(axis))]
            : [.. shown.Select(axis => new PlotAxes(axis))];
    }
}
