using System.Globalization;
using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>How many markers are not named in the chart, at the right end of the legend's row: <c>+1,234 markers</c>.</summary>
internal static class MarkerCount
{
    private const float Distance = 24;

    /// <summary>How much width it takes, and what lies to the left of it must keep off; 0 for no markers.</summary>
    public static float Width(long count)
    {
        if (count == 0) return 0;
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Marker);
        return Distance + font.MeasureText(Text(count));
    }

    /// <summary>Draws it so that it ends at a point; nothing for no markers.</summary>
    public static void Draw(SKCanvas canvas, long count, SKPoint end, SKColor color)
    {
        if (count == 0) return;
        using SKFont font = new(EmbeddedFont.Typeface, TextSize.Marker);
        using SKPaint paint = new() { IsAntialias = true, Color = color };
        canvas.DrawText(Text(count), end.X, end.Y, SKTextAlign.Right, font, paint);
    }

    private static string Text(long count) => string.Create(CultureInfo.InvariantCulture, $"+{count:#,0} {(count == 1 ? "marker" : "markers")}");
}
