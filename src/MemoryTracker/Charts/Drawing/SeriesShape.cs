using ScottPlot;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>What a series looks like in a plot: its outline, the area down to the floor of its axis, and the points that stand alone between gaps.</summary>
internal sealed class SeriesShape : IDisposable
{
    private readonly IAxes _axes;
    private readonly float _floor;
    private SKPoint _last;
    private bool _alone;

    private SeriesShape(IAxes axes)
    {
        _axes = axes;
        _floor = axes.GetPixelY(axes.YAxis.Range.Min);
    }

    /// <summary>The line; broken where there is a gap.</summary>
    public SKPath Outline { get; } = new();

    public SKPath Area { get; } = new();

    /// <summary>Lines without length, which a round pen turns into dots.</summary>
    public SKPath Dots { get; } = new();

    /// <summary>The figures of moments: straight lines from one to the next.</summary>
    public static SeriesShape OfLines(IEnumerable<SeriesPoint> points, IAxes axes)
    {
        SeriesShape shape = new(axes);
        foreach (SeriesPoint point in points)
        {
            if (point.IsJoined) shape.LineTo(point.ElapsedNanoseconds, point.Value);
            else shape.MoveTo(point.ElapsedNanoseconds, point.Value);
        }

        shape.Close();
        return shape;
    }

    /// <summary>The figures of intervals: each is level over the interval that it ends.</summary>
    public static SeriesShape OfSteps(IEnumerable<SeriesPoint> points, IAxes axes)
    {
        SeriesShape shape = new(axes);
        foreach (SeriesPoint point in points)
        {
            if (point.IsJoined) shape.LineTo(point.SinceNanoseconds, point.Value);
            else shape.MoveTo(point.SinceNanoseconds, point.Value);
            if (point.ElapsedNanoseconds > point.SinceNanoseconds) shape.LineTo(point.ElapsedNanoseconds, point.Value);
        }

        shape.Close();
        return shape;
    }

    public void Dispose()
    {
        Outline.Dispose();
        Area.Dispose();
        Dots.Dispose();
    }

    private void MoveTo(long time, double value)
    {
        Close();
        _last = PixelOf(time, value);
        _alone = true;
        Outline.MoveTo(_last);
        Area.MoveTo(_last.X, _floor);
        Area.LineTo(_last);
    }

    private void LineTo(long time, double value)
    {
        _last = PixelOf(time, value);
        _alone = false;
        Outline.LineTo(_last);
        Area.LineTo(_last);
    }

    private void Close()
    {
        if (Area.IsEmpty) return;
        Area.LineTo(_last.X, _floor);
        Area.Close();
        if (!_alone) return;
        Dots.MoveTo(_last);
        Dots.LineTo(_last);
    }

    private SKPoint PixelOf(long time, double value) => new(_axes.GetPixelX(time), _axes.GetPixelY(value));
}
