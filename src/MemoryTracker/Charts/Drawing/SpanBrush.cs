using SkiaSharp;

namespace MemoryTracker.Charts.Drawing;

/// <summary>Fills bars of spans with whole pixels, so that they begin and end alike; one whose end is not known fades at its right.</summary>
internal static class SpanBrush
{
    /// <summary>How wide the end is that fades, if the span is as long.</summary>
    public const float FadeWidth = 48;

    /// <summary>Fills an area over what lies below it.</summary>
    public static void Fill(SKCanvas canvas, SKRect area, SKColor color, bool fades)
    {
        float fade = Math.Max(area.Left, area.Right - FadeWidth);
        using SKPaint paint = new() { Color = color };
        if (!fades || fade > area.Left) canvas.DrawRect(fades ? area with { Right = fade } : area, paint);
        if (!fades) return;
        SKPoint end = new(area.Right, area.Top);
        using SKShader shader = SKShader.CreateLinearGradient(new SKPoint(fade, area.Top), end, [color, color.WithAlpha(0)], SKShaderTileMode.Clamp);
        using SKPaint fading = new() { Shader = shader };
        canvas.DrawRect(area with { Left = fade }, fading);
    }

    /// <summary>How much there is at a place of one that fades: 1 before its end, 0 at it.</summary>
    public static float ShareAt(MarkerBar span, float x)
    {
        float fade = Math.Max(span.Left, span.Right - FadeWidth);
        return x <= fade ? 1 : Math.Clamp((span.Right - x) / (span.Right - fade), 0, 1);
    }
}
