using MemoryTracker.Charts.Ticks;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>The time axis of a given width: its range, and the finest ticks whose labels do not touch.</summary>
internal sealed class TimeScale
{
    /// <summary>Free width at both ends, so that dots and thick lines there are not cut.</summary>
    private const float EndPadding = 10;

    private const float LabelGap = 28;
    private const float LeastSpacing = 96;
    private const int MostTicks = 60;

    /// <param name="range">What it has to show.</param>
    /// <param name="style">How it writes times.</param>
    /// <param name="width">How long it is.</param>
    /// <param name="overhang">How far a label may stick out beyond its right end; there is always room at the left, below the other axis.</param>
    public TimeScale(TimeRange range, ITimeTicks style, float width, float overhang)
    {
        double perPixel = (range.To - range.From) / (double)Math.Max(1, width - (2 * EndPadding));
        Low = range.From - (EndPadding * perPixel);
        High = range.To + (EndPadding * perPixel);

        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Tick);
        foreach (long step in TimeSteps.All)
        {
            if ((range.To - range.From) / step > MostTicks) continue;
            AxisTick[] ticks = [.. style.Between(range.From, range.To, step)];
            Ticks = ticks.Length > 0 ? ticks : Ticks[..1];
            Title = style.Title(range.To, step);
            double spacing = step / perPixel;
            if (Ticks.Length == 1) break;
            if (spacing >= LeastSpacing && spacing >= Ticks.Max(tick => Width(tick, font)) + LabelGap) break;
        }

        double last = High + (overhang * perPixel);
        Ticks = [.. Ticks.Select(tick => tick.Position + (Width(tick, font) / 2 * perPixel) <= last ? tick : tick with { Label = "" })];
    }

    /// <summary>Where the axis begins and ends: a little before and after the range.</summary>
    public double Low { get; }

    public double High { get; }

    public AxisTick[] Ticks { get; } = [];

    public string Title { get; } = "";

    private static float Width(AxisTick tick, SKFont font) => tick.Label.Split('\n').Max(line => font.MeasureText(line));
}
