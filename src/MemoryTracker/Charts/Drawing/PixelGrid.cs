using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Where moments and figures lie among the pixels of a picture.</summary>
/// <param name="Times">The moments, in sub-columns from the left edge on.</param>
/// <param name="Zero">How far below the upper edge 0 lies, in pixels.</param>
/// <param name="PixelsPerUnit">How many pixels a figure's unit is high.</param>
/// <param name="Floor">The figure at the lower end of the axis, down to which areas reach.</param>
/// <param name="Width">How many pixels there are beside each other.</param>
/// <param name="Height">How many pixels there are above each other.</param>
internal readonly record struct PixelGrid(TimeColumns Times, double Zero, double PixelsPerUnit, double Floor, int Width, int Height)
{
    /// <summary>Each column of pixels is cut into so many, in each of which a line is a single interval.</summary>
    public const int SubColumns = 8;

    /// <summary>Heights are whole numbers of this part of a pixel.</summary>
    public const int SubRows = 256;

    /// <summary>Beyond any picture, and far from where whole numbers end.</summary>
    private const double Farthest = 1 << 20;

    /// <summary>The pixels of a canvas into which may be drawn, and where the plot with the given axes lies among them.</summary>
    public static PixelGrid Of(SKCanvas canvas, IAxes axes)
    {
        SKRectI part = canvas.DeviceClipBounds;
        SKRect area = canvas.TotalMatrix.MapRect(axes.DataRect.ToSKRect());
        CoordinateRange time = axes.XAxis.Range.ToCoordinateRange;
        CoordinateRange figures = axes.YAxis.Range.ToCoordinateRange;
        double perNanosecond = area.Width / time.Length;
        double perUnit = area.Height / figures.Length;
        TimeColumns times = new(time.Min - ((area.Left - part.Left) / perNanosecond), SubColumns * perNanosecond);
        return new PixelGrid(times, area.Bottom - part.Top + (figures.Min * perUnit), perUnit, figures.Min, part.Width, part.Height);
    }

    /// <summary>How far below the upper edge a figure lies, in sub-rows. Higher figures never lie lower.</summary>
    public int RowOf(double figure) => (int)Math.Round(SubRows * Math.Clamp(Zero - (figure * PixelsPerUnit), -Farthest, Farthest));
}
